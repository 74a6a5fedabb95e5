package io.runbookmemory.connectors.logs;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of a log.
 *
 * @param at when it was written
 * @param labels of its stream, in the order of their names
 * @param text the line
 */
public record LogLine(Instant at, Map<String, String> labels, String text) {

  /** Copies the labels. */
  public LogLine {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }
}
