/**
 * Runbooks as teams write them, Markdown with optional YAML front matter: {@link
 * io.runbookmemory.connectors.markdown.MarkdownRunbookReader} makes a memory of a file, {@link
 * io.runbookmemory.connectors.markdown.MarkdownPage} finds title and steps in any Markdown. The
 * format is described in {@code docs/formats/runbook-markdown.md}.
 *
 * <p>Imports {@code file}, {@code yaml}, the core's {@code memory} and {@code error}, and
 * commonmark, which shows in no signature.
 */
package io.runbookmemory.connectors.markdown;
