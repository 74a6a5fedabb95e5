package io.runbookmemory.examples.daemon.idle;

import io.runbookmemory.Analysis;
import io.runbookmemory.Foreseen;
import io.runbookmemory.PreparedAnswer;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.daemon.config.AnalysisPart;
import io.runbookmemory.examples.daemon.pipeline.LeaseKeeper;
import io.runbookmemory.examples.daemon.pipeline.Parts;
import io.runbookmemory.learn.analysis.AnalysisReport;
import io.runbookmemory.learn.analysis.AnalysisReport.State;
import io.runbookmemory.learn.analysis.Prediction;
import io.runbookmemory.learn.analysis.Schedule;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.lease.Leases;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what analysis has due, on a thread of the lowest priority, for as long as it holds the lease
 * {@code daemon/TENANT/idle}: of several daemons on one ledger one runs, and the others stand by.
 * It waits, and a run that is under way ends, while alerts come to this daemon. What fails is told
 * and tried again. Thread-safe.
 */
public final class IdleRunner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IdleRunner.class);

  private static final String FAILED = "failed";

  private static final Duration AHEAD = Duration.ofDays(1);

  /** A free lease is seen within this, however seldom anything is due. */
  private static final Duration GLANCE = Duration.ofSeconds(2);

  /** What fails for long is tried again this often. */
  private static final Duration SELDOM = Duration.ofMinutes(5);

  private static final Duration LAST_RUN = Duration.ofSeconds(30);

  /** Alerts come first: a run begins, and goes on, when there was none for so long. */
  private static final Duration PEACE = Duration.ofMinutes(1);

  /** What was put off for so long is done amid alerts. */
  private static final Duration PATIENCE = Duration.ofHours(6);

  private final AnalysisPart part;
  private final Analysis analysis;
  private final WeeklyArchive archive;
  private final Leases leases;
  private final Claimant claimant;
  private final Parts.Tools tools;
  private final Semaphore bell = new Semaphore(0);
  private final Thread thread;
  private final Instant since;
  private @Nullable Instant foresaw;

  /** What was told of, as long as it may come. */
  private Set<String> foretold = Set.of();

  private final Backoff backoff = new Backoff(GLANCE, SELDOM);
  private Duration pause = GLANCE;
  private boolean failing;
  private volatile String state = "standing_by";
  private volatile boolean open = true;
  private volatile @Nullable Instant disturbed;

  /** Who runs, and for whom. */
  public record Claimant(Tenant tenant, String owner) {}

  /** What is done. */
  public record Work(Analysis analysis, WeeklyArchive archive) {}

  private IdleRunner(
      AnalysisPart part, Work work, Leases leases, Claimant claimant, Parts.Tools tools) {
    this.part = part;
    this.analysis = work.analysis();
    this.archive = work.archive();
    this.leases = leases;
    this.claimant = claimant;
    this.tools = tools;
    this.since = tools.clock().instant();
    this.thread = unhurried(this::run);
  }

  /** The priority is a hint that not every system heeds, and nothing here relies on it. */
  @SuppressWarnings("ThreadPriorityCheck")
  private static Thread unhurried(Runnable work) {
    return Thread.ofPlatform()
        .name("arm-idle")
        .priority(Thread.MIN_PRIORITY)
        .daemon()
        .unstarted(work);
  }

  /** Begins to look whether anything is due. */
  public static IdleRunner start(
      AnalysisPart part, Work work, Leases leases, Claimant claimant, Parts.Tools tools) {
    IdleRunner runner = new IdleRunner(part, work, leases, claimant, tools);
    runner.thread.start();
    return runner;
  }

  /**
   * Returns {@code running} where this daemon is the one, {@code failed} while nothing can be run,
   * else {@code standing_by}.
   */
  public String state() {
    return state;
  }

  private void run() {
    try {
      // A daemon that starts amid alerts has not seen one yet.
      await(part.look());
      while (open) {
        turn();
        await(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      state = FAILED;
      LOG.error("analysis ended: reload the configuration to begin anew", e);
      failed("all", String.valueOf(e));
    }
  }

  private void turn() throws InterruptedException {
    try {
      Optional<LeaseKeeper> granted =
          LeaseKeeper.acquire(leases, "daemon/" + claimant.tenant() + "/idle", claimant.owner());
      if (granted.isEmpty()) {
        works("standing_by");
        return;
      }
      try (LeaseKeeper lease = granted.get()) {
        while (open && lease.isHeld()) {
          if (!failing) {
            state = "running";
          }
          boolean elsewhere = look();
          works("running");
          await(elsewhere ? GLANCE : part.look());
        }
      }
      state = "standing_by";
    } catch (ArmException e) {
      fails(e, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      fails(e, String.valueOf(e));
    }
  }

  /** Told once, however often it fails until it works again. */
  private void fails(RuntimeException fault, String reason) {
    pause = backoff.failed();
    state = FAILED;
    if (!failing) {
      failing = true;
      LOG.warn("analysis failed, and is tried again", fault);
      failed("all", reason);
    }
  }

  private void works(String now) {
    pause = backoff.worked();
    state = now;
    if (failing) {
      failing = false;
      tools.log().write("analysis-recovered", Map.of("activity", "all"));
    }
  }

  /** Whoever was rung awake to end does not go to sleep again. */
  private void await(Duration most) throws InterruptedException {
    if (open && bell.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
      bell.drainPermits();
    }
  }

  /** Whether a run may begin or go on: alerts come first, but not for ever. */
  private boolean mayWork() {
    if (tools.meters().wereQuietFor(PEACE)) {
      disturbed = null;
      return open;
    }
    Instant now = tools.clock().instant();
    Instant since = disturbed;
    if (since == null) {
      disturbed = now;
      return false;
    }
    return open && !since.plus(PATIENCE).isAfter(now);
  }

  /** Returns whether another process holds what is due. */
  private boolean look() {
    if (!mayWork()) {
      return false;
    }
    long begin = System.nanoTime();
    AnalysisReport report = analysis.run(() -> !mayWork());
    if (!report.results().isEmpty()) {
      tell(report, Duration.ofNanos(System.nanoTime() - begin));
    }
    Schedule schedule = part.foresight();
    Instant now = tools.clock().instant();
    if (mayWork()
        && schedule != null
        && !schedule.next(Optional.ofNullable(foresaw), since, now).isAfter(now)) {
      foresaw = now;
      foresee();
    }
    if (mayWork() && part.weekly()) {
      archive(now);
    }
    return report.results().stream().anyMatch(one -> one.state() == State.ELSEWHERE);
  }

  private void archive(Instant now) {
    try {
      archive
          .look(now)
          .ifPresent(
              week ->
                  tools
                      .log()
                      .write(
                          "weekly-report",
                          Map.of(
                              "from", week.from().toString(),
                              "to", week.to().toString(),
                              "incidents", String.valueOf(week.incidents().size()))));
    } catch (ArmException e) {
      failed("weekly", String.valueOf(e.getMessage()));
    }
  }

  private void tell(AnalysisReport report, Duration took) {
    report
        .results()
        .forEach(one -> tools.meters().analyzed(word(one.activity()), word(one.state())));
    tools.meters().analysisRan(took, report.written());
    report.failures().forEach(one -> failed(word(one.activity()), String.valueOf(one.reason())));
    List<String> done =
        report.results().stream()
            .filter(one -> one.state() == State.DONE)
            .map(one -> word(one.activity()) + " " + one.findings().size())
            .toList();
    if (!done.isEmpty()) {
      tools
          .log()
          .write(
              "analysis",
              Map.of(
                  "run", report.run(),
                  "found", String.join(", ", done),
                  "written", String.valueOf(report.written()),
                  "took", took.toMillis() + " ms"));
    }
  }

  private void foresee() {
    try {
      Foreseen foreseen = analysis.foresee(AHEAD);
      tellForetold(foreseen.predictions());
      tools.meters().analyzed("foresight", "done");
      String missing = foreseen.withoutResources();
      tools
          .log()
          .write(
              "foresight",
              Map.of(
                  "foretold", String.valueOf(foreseen.predictions().size()),
                  "checked", String.valueOf(foreseen.checked()),
                  "prepared", String.valueOf(foreseen.prepared()),
                  "withoutResources", missing == null ? "" : missing));
    } catch (ArmException e) {
      tools.meters().analyzed("foresight", "failed");
      failed("foresight", String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("foresight failed, and is tried again when it is due", e);
      tools.meters().analyzed("foresight", "failed");
      failed("foresight", String.valueOf(e));
    }
  }

  /** Each occasion once in the life of this process, with what is known against it. */
  private void tellForetold(List<Prediction> predictions) {
    Set<String> now = new HashSet<>();
    for (Prediction one : predictions) {
      String occasion = one.what() + "\n" + one.until();
      now.add(occasion);
      if (!foretold.contains(occasion)) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("what", one.what());
        fields.put("from", one.from().toString());
        fields.put("until", one.until().toString());
        fields.put("probability", String.format(Locale.ROOT, "%.2f", one.probability()));
        fields.put("why", one.why().description());
        Optional<PreparedAnswer.Known> known = analysis.prevents(one.what());
        known.ifPresent(it -> fields.put("prevention", it.kind() + " " + it.title()));
        known.ifPresent(it -> fields.put("memory", it.id()));
        tools.log().write("foretold", fields);
      }
    }
    foretold = now;
  }

  private void failed(String activity, String reason) {
    tools.log().write("analysis-failed", Map.of("activity", activity, "reason", reason));
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  /** Ends the run that is under way, waits for it for a while, and lets another daemon go on. */
  @Override
  public void close() {
    open = false;
    bell.release();
    try {
      if (!thread.join(LAST_RUN)) {
        LOG.warn("a run of analysis did not end in time; what it did not finish is due again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
