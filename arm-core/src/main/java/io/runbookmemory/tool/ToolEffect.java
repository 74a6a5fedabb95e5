package io.runbookmemory.tool;

/**
 * What a tool does to the world. What is not known of a tool is {@link #DESTRUCTIVE}: the meanings
 * are those of the hints of the Model Context Protocol, but ARM enforces them.
 */
public enum ToolEffect {
  /** Looks, and changes nothing. */
  READ_ONLY,

  /** Changes something that can be put back as it was: a comment, a silence, a flag. */
  REVERSIBLE,

  /** Changes something for good, or nobody knows what it does. */
  DESTRUCTIVE
}
