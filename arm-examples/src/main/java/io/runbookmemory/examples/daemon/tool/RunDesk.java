package io.runbookmemory.examples.daemon.tool;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.daemon.access.Identity;
import io.runbookmemory.examples.run.StepContracts;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.ActResult;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.run.PlanQueries;
import io.runbookmemory.oncall.run.PlanRun;
import io.runbookmemory.oncall.run.PlanRuns;
import io.runbookmemory.oncall.run.RunStep;
import io.runbookmemory.oncall.run.StepCalls;
import io.runbookmemory.oncall.run.StepOrder;
import io.runbookmemory.oncall.run.StepResult;
import io.runbookmemory.oncall.run.StepWord;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plans that are carried out in incidents: who calls has the role that the door found, a step is
 * carried out by one at a time, whichever daemon they came to, and what it gives is written into
 * its incident. Thread-safe.
 */
public final class RunDesk {

  /** So long does a step rest where the daemon that was at it was killed. */
  private static final Duration REST = Duration.ofMinutes(3);

  /** A store keeps the names of leases, so steps share these. */
  private static final int SEATS = 256;

  private final Toolroom tools;
  private final Toolroom.Kept kept;
  private final Leases leases;
  private final StepContracts contracts;

  /** Creates it. */
  public RunDesk(Toolroom tools, Toolroom.Kept kept, Leases leases) {
    this.tools = tools;
    this.kept = kept;
    this.leases = leases;
    this.contracts = new StepContracts(tools.contracts());
  }

  private PlanRuns recorder() {
    return PlanRuns.recorder(kept.ledger(), new PatternRedactor(), kept.clock());
  }

  private PlanRuns runs(Identity caller, @Nullable MemoryId incident) {
    GuardedToolbox box = tools.box(caller.role());
    GuardedToolbox inside = incident == null ? box : box.within(incident);
    StepCalls calls = new StepCalls(inside, PlanQueries.builder(inside).build(), null);
    return new PlanRuns(kept.ledger(), calls, new PatternRedactor(), kept.clock());
  }

  /** Returns the runs of an incident, the last started first. */
  public List<PlanRun> within(MemoryId incident) {
    return recorder().within(incident);
  }

  /** Returns a run. */
  public Optional<PlanRun> find(UUID run) {
    return recorder().find(run);
  }

  /** Starts a run; nothing is done yet. */
  public PlanRun start(
      ActionPlan plan, Situation situation, Identity caller, @Nullable MemoryId incident) {
    return recorder().start(plan, situation, caller.caller(), incident);
  }

  /**
   * Returns what a step does that can be called from here.
   *
   * @return empty for what is a person's to do
   */
  public Optional<ToolEffect> callable(RunStep step) {
    return contracts.of(step).map(ToolContract::effect);
  }

  /**
   * Carries a step out, or looks what that would do.
   *
   * @return empty if there is no such run
   * @throws UnavailableException if somebody else is at it
   */
  public Optional<PlanRun> carryOut(UUID id, int step, Identity caller, boolean dryRun) {
    return alone(id, step, caller, run -> carriedOut(run, step, caller, dryRun));
  }

  private PlanRun carriedOut(PlanRun run, int step, Identity caller, boolean dryRun) {
    StepOrder order =
        new StepOrder(caller.caller(), dryRun, null, contracts.patience(run.step(step)));
    return runs(caller, run.incident()).carryOut(run, step, order);
  }

  /**
   * Agrees to what a step waits for, and writes that into the incident.
   *
   * @return empty if there is no such run
   * @throws UnavailableException if somebody else is at it
   */
  public Optional<PlanRun> approve(UUID id, int step, Identity approver) {
    return alone(id, step, approver, run -> agreed(run, step, approver));
  }

  private PlanRun agreed(PlanRun run, int step, Identity approver) {
    PlanRun agreed = runs(approver, run.incident()).approve(run, step, approver.caller());
    note(run, "agreed to step " + step + asked(run, step), approver);
    return agreed;
  }

  /**
   * Declines what a step waits for, and writes that into the incident.
   *
   * @param why possibly empty
   * @return empty if there is no such run
   * @throws UnavailableException if somebody else is at it
   */
  public Optional<PlanRun> decline(UUID id, Spoken spoken, String why) {
    return alone(id, spoken.step(), spoken.by(), run -> declined(run, spoken, why));
  }

  private PlanRun declined(PlanRun run, Spoken spoken, String why) {
    StepWord word = new StepWord(spoken.by().caller(), why, null);
    PlanRun declined = runs(spoken.by(), run.incident()).decline(run, spoken.step(), word);
    String reason = why.isBlank() ? "" : ". Why: " + why;
    note(run, "declined step " + spoken.step() + asked(run, spoken.step()) + reason, spoken.by());
    return declined;
  }

  private static String asked(PlanRun run, int step) {
    return run.standing(run.step(step).number()).orElse(null) instanceof StepResult.Waits waits
        ? " that " + waits.by() + " asked for: " + waits.summary()
        : "";
  }

  private void note(PlanRun run, String words, Identity by) {
    MemoryId incident = run.incident();
    if (incident != null) {
      kept.incidents()
          .write(
              incident, new JournalEvent.Noted(words, "plan"), kept.clock().instant(), by.name());
    }
  }

  /**
   * Keeps what somebody says that a step did, and writes it into the incident, where it counts for
   * the memory that the step is from.
   *
   * @param effect what it did to the harm; null where that is not known
   * @param note what was seen, possibly empty
   * @return empty if there is no such run
   * @throws UnavailableException if somebody else is at it
   */
  public Optional<PlanRun> said(UUID id, Spoken spoken, @Nullable Effect effect, String note) {
    return alone(id, spoken.step(), spoken.by(), run -> said(run, spoken, effect, note));
  }

  /** Whose word it is, and on which step. */
  public record Spoken(int step, Identity by) {}

  private PlanRun said(PlanRun run, Spoken spoken, @Nullable Effect effect, String note) {
    StepWord word = new StepWord(spoken.by().caller(), note, null);
    PlanRun done = recorder().done(run, spoken.step(), word, effect);
    MemoryId incident = run.incident();
    if (incident != null) {
      RunStep step = run.step(spoken.step());
      kept.incidents()
          .write(
              incident,
              new JournalEvent.Acted(
                  step.words(), ActResult.DONE, note, effect, step.source().toString()),
              kept.clock().instant(),
              spoken.by().name());
    }
    return done;
  }

  /** What two pressed at once is done by one, and the other sees what became of it. */
  private Optional<PlanRun> alone(
      UUID id, int step, Identity caller, Function<PlanRun, PlanRun> work) {
    if (find(id).isEmpty()) {
      return Optional.empty();
    }
    int seat = Math.floorMod(31 * id.hashCode() + step, SEATS);
    Claim claim = new Claim("plan-step/" + seat, caller.name(), REST);
    Seat taken = Seat.take(leases, claim);
    try {
      return find(id).map(work);
    } finally {
      taken.close();
    }
  }
}
