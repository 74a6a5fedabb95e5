package io.runbookmemory.learn.analysis;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.learn.analysis.AnalysisReport.Result;
import io.runbookmemory.learn.analysis.AnalysisReport.State;
import io.runbookmemory.memory.MemoryId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns history into memories of patterns while nobody is looking. Of many daemons that share a
 * store one runs at a time. A run that is killed loses nothing: what it had not finished is due
 * again, and writing a finding twice changes nothing. A run to which nothing new has come in writes
 * nothing at all. It writes no memory but its own patterns, and not of an alert whose incident is
 * open. Thread-safe; keeps what it has read, so that the next run reads what came since.
 */
public final class SleepTimeAnalyzer implements AutoCloseable {

  /**
   * What failed is left alone for so long: whoever looks every minute asks no server that often.
   */
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(SleepTimeAnalyzer.class);

  private final AnalysisHome home;
  private final AnalysisPolicy policy;
  private final Findings findings;
  private final RunLog log;
  private final PatternWriter writer;
  private final Map<Activity, RunLog.Ran> ranHere = new EnumMap<>(Activity.class);
  private final Map<Activity, Instant> failedHere = new EnumMap<>(Activity.class);
  private @Nullable Instant since;

  /**
   * Creates an analyzer.
   *
   * @param home where it lives
   * @param input where it reads what happened
   * @param policy how it works
   */
  public SleepTimeAnalyzer(AnalysisHome home, AnalysisInput input, AnalysisPolicy policy) {
    this.home = home;
    this.policy = policy;
    this.findings = new Findings(home, input, policy);
    this.log = new RunLog(home.ledgers().ledger(home.tenant()));
    this.writer = new PatternWriter(home, log);
  }

  /**
   * Runs what is due.
   *
   * @param now the time
   * @return what was done; without results if nothing is due
   * @throws io.runbookmemory.error.ArmException if the ledger or the leases cannot answer
   */
  public AnalysisReport run(Instant now) {
    return run(now, () -> false);
  }

  /**
   * Runs what is due until it is told to stop.
   *
   * @param now the time
   * @param stop whether to; asked before each activity
   * @return what was done, and what was postponed; without results if nothing is due
   * @throws io.runbookmemory.error.ArmException if the ledger or the leases cannot answer
   */
  public synchronized AnalysisReport run(Instant now, BooleanSupplier stop) {
    Set<Activity> due = EnumSet.noneOf(Activity.class);
    upcoming(now).stream()
        .filter(one -> !one.next().isAfter(now))
        .forEach(one -> due.add(one.activity()));
    return due.isEmpty() ? new AnalysisReport("", now, false, List.of()) : run(due, now, stop);
  }

  /**
   * Returns when each activity is due.
   *
   * @param now the time of asking; what goes by a calendar and never ran counts from the first
   * @return in the order of running; an activity without a schedule is left out
   * @throws io.runbookmemory.error.ArmException if the ledger cannot answer
   */
  public synchronized List<Upcoming> upcoming(Instant now) {
    Instant first = since == null ? now : since;
    since = first;
    List<Upcoming> all = new ArrayList<>();
    for (Activity activity : policy.schedules().keySet().stream().sorted().toList()) {
      Optional<Instant> last = last(activity).map(RunLog.Ran::at);
      Schedule schedule = Objects.requireNonNull(policy.schedules().get(activity));
      Instant next = schedule.next(last, first, now);
      Instant failed = failedHere.get(activity);
      if (failed != null && failed.plus(AFTER_FAILURE).isAfter(next)) {
        next = failed.plus(AFTER_FAILURE);
      }
      all.add(new Upcoming(activity, last.orElse(null), next));
    }
    return all;
  }

  /**
   * Runs activities, due or not. One that fails keeps none of the others from running.
   *
   * @param which those to run
   * @param now the time
   * @return what was done, and what failed and is due again
   * @throws io.runbookmemory.error.ArmException if the leases cannot answer
   */
  public synchronized AnalysisReport run(Set<Activity> which, Instant now) {
    return run(which, now, () -> false);
  }

  private AnalysisReport run(Set<Activity> which, Instant now, BooleanSupplier stop) {
    String name = "sleep-time/" + home.tenant().name();
    Optional<RunLease> granted = RunLease.acquire(home.ledgers().leases(), name, home.owner());
    if (granted.isEmpty()) {
      return elsewhere(which, now);
    }
    try (RunLease lease = granted.get()) {
      return new Run(lease, now, stop).all(which);
    }
  }

  /**
   * Returns what happened in the time that the policy looks back on. What this analyzer has read
   * already is not read again, but for the last day, in which something may have come late.
   *
   * @param now the time
   * @return what was read
   * @throws io.runbookmemory.error.ArmException if alerts or deployments cannot be read
   */
  public synchronized ReadHistory history(Instant now) {
    return findings.history(now);
  }

  /**
   * Returns what a history foretells, but for what follows from patterns that somebody forgot.
   *
   * @param history what happened up to now
   * @param now the time of asking
   * @param ahead how far to look, from an hour to 31 days
   * @return as {@link Outlook#next} orders it
   * @throws io.runbookmemory.error.ArmException if the store cannot answer
   */
  public List<Prediction> foretell(ReadHistory history, Instant now, Duration ahead) {
    return PatternMemories.standing(
        Foresight.of(history, policy.patterns(), now, ahead), home.store().reader(home.tenant()));
  }

  /**
   * Tells what a run would find and write, and writes nothing.
   *
   * @param which those to run
   * @param now the time
   * @return what would be done, and what failed
   */
  public synchronized AnalysisReport dryRun(Set<Activity> which, Instant now) {
    List<Result> results =
        which.stream()
            .sorted()
            .map(activity -> safely(activity, () -> looked(activity, now)))
            .toList();
    return new AnalysisReport(name(now, 0), now, true, results);
  }

  private Result looked(Activity activity, Instant now) {
    Findings.Found found = findings.of(activity, now);
    PatternMemories.Plan plan = findings.plan(found, now);
    return Result.done(activity, found.findings(), plan.counts());
  }

  private static Result safely(Activity activity, Supplier<Result> work) {
    try {
      return work.get();
    } catch (ArmException e) {
      LOG.warn("{} failed: {}", activity, e.getMessage());
      return Result.failed(activity, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("{} failed", activity, e);
      return Result.failed(activity, String.valueOf(e));
    }
  }

  /**
   * Takes a run back: what it added goes, what it changed says again what it said before. What was
   * changed since is left.
   *
   * @param run the name in the run's report
   * @param now the time
   * @return what became of it; empty lists if there was no such run, or nothing is left of it
   * @throws io.runbookmemory.error.ArmException if a store cannot answer; call it again
   */
  public synchronized Undone undo(String run, Instant now) {
    return writer.undo(run, now);
  }

  /**
   * Writes down when nothing new had come in to an activity, so that the next process does not look
   * at once what this one looked at lately: a run itself writes nothing then.
   *
   * @throws io.runbookmemory.error.ArmException if the ledger cannot answer
   */
  @Override
  public synchronized void close() {
    for (Map.Entry<Activity, RunLog.Ran> one : ranHere.entrySet()) {
      RunLog.Ran here = one.getValue();
      if (log.last(one.getKey()).filter(there -> !there.at().isBefore(here.at())).isEmpty()) {
        log.looked(one.getKey(), here);
      }
    }
    ranHere.clear();
  }

  private static AnalysisReport elsewhere(Set<Activity> which, Instant now) {
    return new AnalysisReport(
        "",
        now,
        false,
        which.stream().sorted().map(one -> Result.without(one, State.ELSEWHERE)).toList());
  }

  private Optional<RunLog.Ran> last(Activity activity) {
    RunLog.Ran here = ranHere.get(activity);
    return log.last(activity)
        .filter(there -> here == null || there.at().isAfter(here.at()))
        .or(() -> Optional.ofNullable(here));
  }

  private String name(Instant now, long token) {
    String key = home.tenant().name() + " " + now + " " + token;
    return MemoryId.named("sleep-time/run", key).toString();
  }

  /** One run. */
  private final class Run {

    private final long begin = System.nanoTime();
    private final Instant now;
    private final String name;
    private final RunLease lease;
    private final BooleanSupplier stop;

    Run(RunLease lease, Instant now, BooleanSupplier stop) {
      this.lease = lease;
      this.now = now;
      this.stop = stop;
      this.name = name(now, lease.lease().token());
    }

    AnalysisReport all(Set<Activity> which) {
      List<Result> results = new ArrayList<>();
      for (Activity activity : which.stream().sorted().toList()) {
        Result result = safely(activity, () -> unlessStopped(activity));
        if (result.state() == State.FAILED) {
          failedHere.put(activity, now);
        } else {
          failedHere.remove(activity);
        }
        results.add(result);
      }
      return new AnalysisReport(name, now, false, results);
    }

    private Result unlessStopped(Activity activity) {
      State stopped = stopped();
      return stopped == null ? one(activity) : Result.without(activity, stopped);
    }

    private @Nullable State stopped() {
      if (stop.getAsBoolean() || System.nanoTime() - begin > policy.budget().toNanos()) {
        return State.POSTPONED;
      }
      return lease.renew() ? null : State.ELSEWHERE;
    }

    private Result one(Activity activity) {
      String input = findings.input(activity, now);
      Optional<RunLog.Ran> last = last(activity);
      if (last.map(ran -> ran.input().equals(input)).orElse(false)) {
        ranHere.put(activity, new RunLog.Ran(now, input));
        return Result.without(activity, State.NOTHING_NEW);
      }
      Findings.Found found = findings.of(activity, now);
      PatternMemories.Plan plan = findings.plan(found, now);
      Optional<Integer> written = writer.write(name, activity, now, plan.memories(), lease.lease());
      RunLog.Ran ran = new RunLog.Ran(now, input);
      if (written.isEmpty() || !log.ran(name, activity, ran, lease.lease())) {
        return Result.without(activity, State.ELSEWHERE);
      }
      ranHere.put(activity, ran);
      return Result.done(activity, found.findings(), plan.counts());
    }
  }
}
