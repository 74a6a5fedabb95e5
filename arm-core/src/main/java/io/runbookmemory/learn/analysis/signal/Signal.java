package io.runbookmemory.learn.analysis.signal;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An alert of one service in one place: what fires, for all its firings.
 *
 * @param alert the alert's name, not blank
 * @param place whose and where
 */
public record Signal(String alert, Place place) implements Comparable<Signal> {

  /** Checks the rules. */
  public Signal {
    if (alert.isBlank()) {
      throw new IllegalArgumentException("a signal's alert must not be blank");
    }
  }

  /**
   * Returns the alert and its service.
   *
   * @return such as {@code KafkaLag of orders}
   */
  public String name() {
    return place.service() == null ? alert : alert + " of " + place.service();
  }

  /**
   * Returns a text that no other signal has.
   *
   * @return its parts, each with its length before it
   */
  public String key() {
    return Stream.of(alert, place.service(), place.env(), place.cluster())
        .map(part -> part == null ? "-" : part.length() + ":" + part)
        .collect(Collectors.joining("/"));
  }

  /** Returns its name and place: {@code KafkaLag of orders (prod, eu-1)}. */
  @Override
  public String toString() {
    return name() + place.inBrackets();
  }

  @Override
  public int compareTo(Signal other) {
    return key().compareTo(other.key());
  }
}
