package io.runbookmemory.examples.daemon.budget;

import io.runbookmemory.connectors.sli.PrometheusSeries;
import io.runbookmemory.connectors.slo.SloFiles;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.examples.daemon.config.Secret;
import io.runbookmemory.examples.daemon.config.SloPart;
import io.runbookmemory.examples.daemon.observe.DaemonMeters;
import io.runbookmemory.slo.Slo;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Prometheus for the counters of each objective, again and again, on a thread of its own. */
public final class SloPoller implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SloPoller.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<WatchedSlo> watched;
  private final URI server;
  private final PrometheusSeries prometheus;
  private final DaemonMeters meters;
  private final InstantSource clock;
  private final ScheduledExecutorService thread;

  private SloPoller(SloPart part, DaemonMeters meters, InstantSource clock) {
    this.watched = read(part);
    Secret token = part.token();
    this.server = Objects.requireNonNull(part.prometheus(), "prometheus");
    this.prometheus =
        PrometheusSeries.builder(server)
            .token(token == null ? null : token.value())
            .patience(PATIENCE)
            .build();
    this.meters = meters;
    this.clock = clock;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("arm-slos").daemon().factory());
  }

  /** Reads the files of objectives, as a check that they can be watched. */
  public static void check(SloPart part) {
    read(part);
  }

  private static List<WatchedSlo> read(SloPart part) {
    return part.files().stream()
        .flatMap(file -> SloFiles.read(file).slos().stream())
        .map(slo -> watched(slo, part.interval()))
        .toList();
  }

  private static WatchedSlo watched(Slo slo, Duration interval) {
    try {
      return new WatchedSlo(slo, interval);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          slo.name(), "the objective " + slo.name() + " cannot be watched: " + e.getMessage(), e);
    }
  }

  /**
   * Begins to ask.
   *
   * @param part an enabled one
   */
  public static SloPoller start(SloPart part, DaemonMeters meters, InstantSource clock) {
    SloPoller poller = new SloPoller(part, meters, clock);
    var unused =
        poller.thread.scheduleWithFixedDelay(
            poller::poll, 0, part.interval().toMillis(), TimeUnit.MILLISECONDS);
    return poller;
  }

  private void poll() {
    for (WatchedSlo one : watched) {
      try {
        one.poll(prometheus, clock.instant());
        meters.polled("read");
      } catch (ArmException e) {
        one.failed(e, clock.instant());
        meters.polled("failed");
        LOG.warn("nothing could be read of {}: {}", one.slo().name(), e.getMessage());
      } catch (RuntimeException e) {
        meters.polled("failed");
        LOG.error("{} could not be judged", one.slo().name(), e);
      }
    }
  }

  /** Returns what is known, which goes on changing. */
  public Budgets budgets() {
    return new Budgets(watched);
  }

  /** Returns who says what the objectives counted in some time. */
  public SloCounts counts() {
    return SloCounts.of(watched.stream().map(WatchedSlo::slo).toList(), server, prometheus);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
