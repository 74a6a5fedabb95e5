package io.runbookmemory.examples.daemon.observe;

import io.runbookmemory.Expected;
import io.runbookmemory.error.ArmException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows in the meters what history foretells, whoever wrote it down: each minute and not when
 * Prometheus asks, so that a ledger that is down delays no scrape. Thread-safe.
 */
public final class Foresight implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Foresight.class);

  private final Supplier<List<Expected>> expected;
  private final DaemonMeters meters;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().name("arm-foresight").daemon().unstarted(work));

  private Foresight(Supplier<List<Expected>> expected, DaemonMeters meters) {
    this.expected = expected;
    this.meters = meters;
  }

  /**
   * Begins to look.
   *
   * @param expected what is foretold by now, with what prevents it
   */
  public static Foresight start(Supplier<List<Expected>> expected, DaemonMeters meters) {
    Foresight foresight = new Foresight(expected, meters);
    var unused =
        foresight.clockwork.scheduleWithFixedDelay(foresight::look, 0, 1, TimeUnit.MINUTES);
    return foresight;
  }

  private void look() {
    try {
      meters.foretold(expected.get());
    } catch (ArmException | IllegalStateException e) {
      LOG.warn("predictions cannot be read; those of before stand: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
