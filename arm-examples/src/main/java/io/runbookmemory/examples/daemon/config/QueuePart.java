package io.runbookmemory.examples.daemon.config;

import java.time.Duration;

/**
 * What is accepted and not yet handled.
 *
 * @param most how many alerts may wait; whoever brings more is asked to come back
 * @param retention how long an alert is remembered as known. One that fires for longer is told of
 *     again
 * @param incidents how long incidents that are over stand in the journal
 */
public record QueuePart(int most, Duration retention, Duration incidents) {

  /** Two storms of five thousand; a month; a year and a month. */
  public static final QueuePart DEFAULT =
      new QueuePart(10_000, Duration.ofDays(30), Duration.ofDays(400));
}
