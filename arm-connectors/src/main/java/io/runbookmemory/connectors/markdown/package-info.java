/**
 * Pages as teams write them, Markdown with optional YAML front matter: {@link
 * io.runbookmemory.connectors.markdown.MarkdownReader} makes a memory of a file, an incident of a
 * postmortem and a runbook of anything else; {@link
 * io.runbookmemory.connectors.markdown.MarkdownPage} finds title and steps in any Markdown. The
 * formats are described in {@code docs/formats/runbook-markdown.md} and {@code docs/importing.md}.
 *
 * <p>Imports {@code file}, {@code yaml}, the core's {@code memory} and {@code error}, and
 * commonmark, which shows in no signature.
 */
package io.runbookmemory.connectors.markdown;
