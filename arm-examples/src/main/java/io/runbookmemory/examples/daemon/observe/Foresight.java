package io.runbookmemory.examples.daemon.observe;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.learn.analysis.prediction.PredictionLog;
import io.runbookmemory.store.ledger.Ledger;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows in the meters what history foretells, whoever wrote it down: each minute and not when
 * Prometheus asks, so that a ledger that is down delays no scrape. Thread-safe.
 */
public final class Foresight implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Foresight.class);

  private final PredictionLog predictions;
  private final DaemonMeters meters;
  private final InstantSource clock;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().name("arm-foresight").daemon().unstarted(work));

  private Foresight(Ledger ledger, DaemonMeters meters, InstantSource clock) {
    this.predictions = new PredictionLog(ledger);
    this.meters = meters;
    this.clock = clock;
  }

  /** Begins to look. */
  public static Foresight start(Ledger ledger, DaemonMeters meters, InstantSource clock) {
    Foresight foresight = new Foresight(ledger, meters, clock);
    var unused =
        foresight.clockwork.scheduleWithFixedDelay(foresight::look, 0, 1, TimeUnit.MINUTES);
    return foresight;
  }

  private void look() {
    try {
      meters.foretold(predictions.pending(clock.instant()));
    } catch (ArmException | IllegalStateException e) {
      LOG.warn("predictions cannot be read; those of before stand: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
