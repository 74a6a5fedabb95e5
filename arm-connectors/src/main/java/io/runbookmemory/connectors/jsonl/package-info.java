/**
 * Lines of JSON that people or other programs wrote, as memories: {@link
 * io.runbookmemory.connectors.jsonl.MemoryLineReader}. The formats are described in {@code
 * docs/formats/memory-json.md} and {@code docs/formats/document-lines.md}.
 *
 * <p>Imports {@code file}, {@code markdown}, the core's {@code memory} and {@code error}, and
 * Jackson, which shows in no signature.
 */
package io.runbookmemory.connectors.jsonl;
