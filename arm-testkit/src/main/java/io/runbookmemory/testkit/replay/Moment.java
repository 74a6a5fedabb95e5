package io.runbookmemory.testkit.replay;

import java.time.Instant;

/**
 * A time as somebody wrote it: the minute 02:51, or the second 02:51:30.
 *
 * @param from its beginning, which is meant where an instant is asked for
 * @param to its end, which does not belong to it
 */
record Moment(Instant from, Instant to) {

  boolean holds(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }
}
