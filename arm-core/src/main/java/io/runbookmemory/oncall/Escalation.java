package io.runbookmemory.oncall;

import java.time.Instant;
import java.util.List;

/**
 * A time at which others are to be called in.
 *
 * @param at when
 * @param condition under what condition, in words for people: {@code if nobody has acknowledged it
 *     for 15 min}
 * @param to the escalation policies and teams to call, by name; empty where no memory names any
 */
public record Escalation(Instant at, String condition, List<String> to) {

  /** Copies the list. */
  public Escalation {
    to = List.copyOf(to);
  }
}
