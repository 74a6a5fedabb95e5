package io.runbookmemory.examples.daemon.inbox;

import java.util.List;

/** Where alerts are brought. Thread-safe. */
@FunctionalInterface
public interface Intake {

  /**
   * Writes reports down, unless too many wait.
   *
   * @param most how many may wait
   * @return only when all of it is durable
   * @throws io.runbookmemory.error.UnavailableException if it cannot be written
   */
  Taken take(List<Report> reports, int most);
}
