package io.runbookmemory.learn.analysis;

import io.runbookmemory.learn.analysis.AnalysisReport.Counts;
import io.runbookmemory.learn.analysis.AnalysisReport.Result;
import io.runbookmemory.learn.analysis.AnalysisReport.State;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.lease.Leases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns history into memories of patterns while nobody is looking. Of many daemons that share a
 * store one runs at a time. A run that is killed loses nothing: what it had not finished is due
 * again, and writing a finding twice changes nothing. A run to which nothing new has come in writes
 * nothing at all. It writes no memory but its own patterns, and not of an alert whose incident is
 * open. Thread-safe; keeps what it has read, so that the next run reads what came since.
 */
public final class SleepTimeAnalyzer {

  /** So long does analysis rest if the process that runs it dies. */
  private static final Duration LEASE = Duration.ofMinutes(15);

  private final AnalysisHome home;
  private final AnalysisPolicy policy;
  private final Findings findings;
  private final RunLog log;
  private final PatternWriter writer;
  private final Map<Activity, RunLog.Ran> ranHere = new EnumMap<>(Activity.class);

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
   * @throws io.runbookmemory.error.ArmException if a store, the ledger or the model cannot answer;
   *     what was not finished is due again
   */
  public synchronized AnalysisReport run(Instant now) {
    Set<Activity> due = EnumSet.noneOf(Activity.class);
    policy
        .schedules()
        .forEach(
            (activity, schedule) -> {
              if (schedule.isDue(last(activity).map(RunLog.Ran::at), now)) {
                due.add(activity);
              }
            });
    return due.isEmpty() ? new AnalysisReport("", now, false, List.of()) : run(due, now);
  }

  /**
   * Runs activities, due or not.
   *
   * @param which those to run
   * @param now the time
   * @return what was done
   * @throws io.runbookmemory.error.ArmException if a store, the ledger or the model cannot answer;
   *     what was not finished is due again
   */
  public synchronized AnalysisReport run(Set<Activity> which, Instant now) {
    Leases leases = home.ledgers().leases();
    Claim claim = new Claim("sleep-time/" + home.tenant().name(), home.owner(), LEASE);
    return switch (leases.acquire(claim)) {
      case Acquisition.Held held -> elsewhere(which, now);
      case Acquisition.Granted granted -> {
        Run run = new Run(granted.lease(), now);
        try {
          yield run.all(which);
        } finally {
          leases.release(run.lease);
        }
      }
    };
  }

  /**
   * Tells what a run would find and write, and writes nothing.
   *
   * @param which those to run
   * @param now the time
   * @return what would be done
   * @throws io.runbookmemory.error.ArmException if a store cannot answer
   */
  public synchronized AnalysisReport dryRun(Set<Activity> which, Instant now) {
    List<Result> results = new ArrayList<>();
    for (Activity activity : which.stream().sorted().toList()) {
      Findings.Found found = findings.of(activity, now);
      PatternMemories.Plan plan = findings.plan(found, now);
      results.add(new Result(activity, State.DONE, found.findings(), plan.counts()));
    }
    return new AnalysisReport(name(now, 0), now, true, results);
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

  private static AnalysisReport elsewhere(Set<Activity> which, Instant now) {
    return new AnalysisReport(
        "",
        now,
        false,
        which.stream()
            .sorted()
            .map(one -> new Result(one, State.ELSEWHERE, List.of(), Counts.NONE))
            .toList());
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
    private Lease lease;

    Run(Lease lease, Instant now) {
      this.lease = lease;
      this.now = now;
      this.name = name(now, lease.token());
    }

    AnalysisReport all(Set<Activity> which) {
      List<Result> results = new ArrayList<>();
      for (Activity activity : which.stream().sorted().toList()) {
        State stopped = stopped();
        results.add(
            stopped == null
                ? one(activity)
                : new Result(activity, stopped, List.of(), Counts.NONE));
      }
      return new AnalysisReport(name, now, false, results);
    }

    private @Nullable State stopped() {
      if (System.nanoTime() - begin > policy.budget().toNanos()) {
        return State.POSTPONED;
      }
      Optional<Lease> renewed = home.ledgers().leases().renew(lease);
      renewed.ifPresent(one -> lease = one);
      return renewed.isEmpty() ? State.ELSEWHERE : null;
    }

    private Result one(Activity activity) {
      String input = findings.input(activity, now);
      Optional<RunLog.Ran> last = last(activity);
      if (last.map(ran -> ran.input().equals(input)).orElse(false)) {
        ranHere.put(activity, new RunLog.Ran(now, input));
        return new Result(activity, State.NOTHING_NEW, List.of(), Counts.NONE);
      }
      Findings.Found found = findings.of(activity, now);
      PatternMemories.Plan plan = findings.plan(found, now);
      Optional<Integer> written = writer.write(name, activity, now, plan.memories(), lease);
      RunLog.Ran ran = new RunLog.Ran(now, input);
      if (written.isEmpty() || !log.ran(name, activity, ran, lease)) {
        return new Result(activity, State.ELSEWHERE, List.of(), Counts.NONE);
      }
      ranHere.put(activity, ran);
      return new Result(activity, State.DONE, found.findings(), plan.counts());
    }
  }
}
