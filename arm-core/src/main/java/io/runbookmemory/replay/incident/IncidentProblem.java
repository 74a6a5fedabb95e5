package io.runbookmemory.replay.incident;

/**
 * A rule that an incident's file breaks.
 *
 * @param file the file's name
 * @param line the line, from 1
 * @param path the place as a JSON Pointer (RFC 6901): {@code /alerts/0/firedAt}; empty for the
 *     whole
 * @param rule what is asked for, and what came
 */
public record IncidentProblem(String file, int line, String path, String rule) {

  @Override
  public String toString() {
    return file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + rule;
  }
}
