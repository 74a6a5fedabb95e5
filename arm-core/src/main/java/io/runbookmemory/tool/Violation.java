package io.runbookmemory.tool;

/**
 * A rule of a schema that some JSON breaks.
 *
 * @param path where, as a JSON Pointer (RFC 6901): {@code /window/from}; empty for the whole
 * @param rule what is asked for, and what came
 */
public record Violation(String path, String rule) {

  @Override
  public String toString() {
    return path.isEmpty() ? rule : path + ": " + rule;
  }
}
