/**
 * The JSON of memories, as {@code docs/formats/memory-json.md} describes it: {@link
 * io.runbookmemory.memory.json.MemoryJson}.
 *
 * <p>Floor 2: imports {@code error} and the other packages of {@code memory}. Jackson is used here
 * and shows in no signature.
 */
package io.runbookmemory.memory.json;
