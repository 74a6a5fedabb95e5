package io.runbookmemory.examples.daemon.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which error budgets are watched.
 *
 * @param enabled false: alerts are judged by their severity alone
 * @param prometheus where the counters are
 * @param token what Prometheus knows the daemon by; null for nothing
 * @param files objectives, in any form that {@code arm slo validate} reads
 * @param interval how often Prometheus is asked, whole minutes
 * @param mayLower whether a budget that is well makes a page a ticket or less
 */
public record SloPart(
    boolean enabled,
    @Nullable URI prometheus,
    @Nullable Secret token,
    List<Path> files,
    Duration interval,
    boolean mayLower) {

  /** Nothing is watched. */
  public static final SloPart OFF =
      new SloPart(false, null, null, List.of(), Duration.ofMinutes(1), false);

  /** Copies the list. */
  public SloPart {
    files = List.copyOf(files);
  }
}
