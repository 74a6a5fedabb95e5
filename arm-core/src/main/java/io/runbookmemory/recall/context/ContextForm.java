package io.runbookmemory.recall.context;

/** In which form a context is written. */
public enum ContextForm {
  /** For a prompt or a chat that shows Markdown; what memories say stands between fences. */
  MARKDOWN,
  /** For a chat or a pager of plain text; lines of what memories say begin with {@code "| "}. */
  PLAIN,
  /** For a program: one JSON object; what memories say stands in strings. */
  JSON
}
