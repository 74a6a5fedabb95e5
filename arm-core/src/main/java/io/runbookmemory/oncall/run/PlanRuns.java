package io.runbookmemory.oncall.run;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The runs of plans of one tenant, kept in its ledger, so that one goes on after a restart and in
 * other hands. A step that names a tool or playbook, or is a query, is carried out through the
 * guard; every other one is a person's to do, who then says what became of it. Who knows better may
 * say so later: the last word on a step counts, and none is lost. Thread-safe.
 */
public final class PlanRuns {

  private static final LedgerStream RUNS = new LedgerStream("plan.runs");
  private static final LedgerStream STEPS = new LedgerStream("plan.steps");
  private static final int PAGE = 500;

  private final Ledger ledger;
  private final @Nullable StepCalls calls;
  private final Redactor redactor;
  private final InstantSource clock;

  /**
   * Creates the room of a tenant's runs.
   *
   * @param ledger the tenant's
   * @param calls carries out what can be
   * @param redactor takes secrets out of what people note
   * @param clock tells the time
   */
  public PlanRuns(Ledger ledger, StepCalls calls, Redactor redactor, InstantSource clock) {
    this.ledger = ledger;
    this.calls = calls;
    this.redactor = redactor;
    this.clock = clock;
  }

  private PlanRuns(Ledger ledger, Redactor redactor, InstantSource clock) {
    this.ledger = ledger;
    this.calls = null;
    this.redactor = redactor;
    this.clock = clock;
  }

  /**
   * Returns the room of a tenant's runs where no step is carried out: runs are started and read,
   * and people say what became of steps.
   *
   * @param ledger the tenant's
   * @param redactor takes secrets out of what people note
   * @param clock tells the time
   * @return a room without tools
   */
  public static PlanRuns recorder(Ledger ledger, Redactor redactor, InstantSource clock) {
    return new PlanRuns(ledger, redactor, clock);
  }

  /**
   * Starts a run. Nothing is carried out yet.
   *
   * @param plan what to do
   * @param situation what it is about
   * @param caller who starts it
   * @return a run that has come to no step
   * @throws InvalidInputException if the plan has no steps
   * @throws io.runbookmemory.error.ArmException if the ledger cannot be written
   */
  public PlanRun start(ActionPlan plan, Situation situation, Caller caller) {
    return start(plan, situation, caller, null);
  }

  /**
   * Starts a run in an incident: tools are to be called through a toolbox {@link
   * io.runbookmemory.guard.GuardedToolbox#within within} it. Nothing is carried out yet.
   *
   * @param plan what to do
   * @param situation what it is about
   * @param caller who starts it
   * @param incident names the incident; null if there is none
   * @return a run that has come to no step
   * @throws InvalidInputException if the plan has no steps
   * @throws io.runbookmemory.error.ArmException if the ledger cannot be written
   */
  public PlanRun start(
      ActionPlan plan, Situation situation, Caller caller, @Nullable MemoryId incident) {
    if (plan.steps().isEmpty()) {
      throw new InvalidInputException("plan", "has no steps: there is nothing to carry out");
    }
    List<RunStep> steps = new ArrayList<>();
    for (PlannedStep step : plan.steps()) {
      steps.add(RunStep.of(steps.size() + 1, step));
    }
    Scope scope = plan.recall().route().scope();
    String words = redactor.redact(situation.text());
    UUID id = UUID.randomUUID();
    PlanRun run = new PlanRun(id, now(), caller.id(), scope, words, incident, steps, List.of());
    ledger.append(
        List.of(
            new LedgerEntry(
                id, RUNS, "started", run.startedAt(), id.toString(), RunJson.started(run))));
    return run;
  }

  /**
   * Returns a run with all that was told of it so far.
   *
   * @param id names it
   * @return empty if there is none
   * @throws io.runbookmemory.error.ArmException if the ledger cannot be read
   */
  public Optional<PlanRun> find(UUID id) {
    return ledger.last(EntryFilter.of(RUNS, id.toString())).map(this::read);
  }

  /**
   * Returns the run that was started last.
   *
   * @return empty if there is none
   * @throws io.runbookmemory.error.ArmException if the ledger cannot be read
   */
  public Optional<PlanRun> last() {
    return ledger.last(EntryFilter.of(RUNS)).map(this::read);
  }

  /**
   * Returns the runs that are carried out in an incident. All runs of the tenant are looked through
   * for it.
   *
   * @param incident names the incident
   * @return with all that was told of them, the last started first
   * @throws io.runbookmemory.error.ArmException if the ledger cannot be read
   */
  public List<PlanRun> within(MemoryId incident) {
    List<PlanRun> runs = new ArrayList<>();
    long after = 0;
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(RUNS), after, PAGE);
      for (PostedEntry posted : page) {
        after = posted.position();
        // Most are of other incidents, and need not be read to know that.
        if (posted.entry().body().contains(incident.toString())) {
          PlanRun run = read(posted);
          if (incident.equals(run.incident())) {
            runs.add(run);
          }
        }
      }
    } while (page.size() == PAGE);
    return runs.reversed();
  }

  private PlanRun read(PostedEntry started) {
    PlanRun run = RunJson.run(ledger.tenant(), started.entry());
    List<PlanRun.Told> told = new ArrayList<>();
    EntryFilter filter = EntryFilter.of(STEPS, run.id().toString());
    long after = 0;
    List<PostedEntry> page;
    do {
      page = ledger.read(filter, after, PAGE);
      for (PostedEntry posted : page) {
        told.add(RunJson.told(posted.entry()));
        after = posted.position();
      }
    } while (page.size() == PAGE);
    return new PlanRun(
        run.id(),
        run.startedAt(),
        run.startedBy(),
        run.scope(),
        run.situation(),
        run.incident(),
        run.steps(),
        told);
  }

  /**
   * Carries out a step through the guard, or looks what that would do.
   *
   * @param run as it was read last
   * @param number the step
   * @param order in whose name, and how
   * @return the run with what became of it: an answer, that a second person has to agree, or why
   *     nothing was done
   * @throws InvalidInputException if there is no such step, it is a person's to do, or it acts and
   *     was carried out before, or may have been
   * @throws io.runbookmemory.error.ArmException if the ledger cannot be written; then what was done
   *     stands in the audit log alone
   */
  public PlanRun carryOut(PlanRun run, int number, StepOrder order) {
    RunStep step = run.step(number);
    StepCalls here = requireCalls();
    StepResult standing = run.standing(number).orElse(null);
    if (!order.dryRun() && step.acts() && standing != null) {
      requireNotDone(number, standing);
    }
    StepOrder made = order;
    if (standing instanceof StepResult.Approved agreed
        && agreed.requester().equals(order.caller().id())
        && !order.dryRun()
        && order.approval() == null) {
      made = order.approvedBy(agreed.token());
    }
    return tell(run, number, here.carryOut(run, step, made, clock));
  }

  /**
   * Agrees to what a step waits for. Who asked then carries it out, once.
   *
   * @param run as it was read last
   * @param number the step
   * @param approver who agrees: another person than who asked, with the role that the policy asks
   * @return the run with that
   * @throws InvalidInputException if there is no such step, it waits for nobody, the request is
   *     over, or the approver may not agree to it
   * @throws io.runbookmemory.error.ArmException if the ledger cannot be written
   */
  public PlanRun approve(PlanRun run, int number, Caller approver) {
    StepCalls here = requireCalls();
    StepResult.Waits waits = waiting(run, number);
    String token = here.approve(waits.requestId(), approver, run.scope());
    return tell(
        run,
        number,
        new StepResult.Approved(now(), approver.id(), waits.by(), token, waits.expires()));
  }

  /**
   * Declines what a step waits for: the step is passed over, until somebody asks for it anew.
   *
   * @param run as it was read last
   * @param number the step
   * @param word who declines, which is whoever may agree to it, and why
   * @return the run with that
   * @throws InvalidInputException if there is no such step, it waits for nobody, the request is
   *     over, or the person may not agree to it
   * @throws io.runbookmemory.error.ArmException if the ledger cannot be written
   */
  public PlanRun decline(PlanRun run, int number, StepWord word) {
    StepCalls here = requireCalls();
    StepResult.Waits waits = waiting(run, number);
    String why = clean(word.note());
    here.decline(run, number, waits.requestId(), word);
    String note = "declined" + (why.isBlank() ? "" : ": " + why);
    return tell(run, number, new StepResult.Skipped(now(), word.by().id(), note));
  }

  private StepCalls requireCalls() {
    if (calls == null) {
      throw new IllegalStateException("there are no tools here: this room only records");
    }
    return calls;
  }

  private static StepResult.Waits waiting(PlanRun run, int number) {
    RunStep step = run.step(number);
    if (run.standing(step.number()).orElse(null) instanceof StepResult.Waits waits) {
      return waits;
    }
    throw new InvalidInputException("step " + number, "does not wait for a second person");
  }

  /** A tired hand presses twice; what was done once is not done again by that. */
  private static void requireNotDone(int number, StepResult result) {
    boolean maybe =
        result instanceof StepResult.Called called
            && !called.dryRun()
            && (called.end() == StepResult.End.SUCCEEDED
                || called.end() == StepResult.End.TIMED_OUT);
    if (maybe) {
      throw new InvalidInputException(
          "step " + number,
          "was carried out at " + result.at() + ": look what it did, then say what became of it");
    }
  }

  /**
   * Says that a step was done.
   *
   * @param run as it was read last
   * @param number the step
   * @param word who says so, what was observed, and who agreed to it
   * @param effect what it did; null where that is not known
   * @return the run with that
   * @throws InvalidInputException if there is no such step, or a second person had to agree and
   *     none is named
   */
  public PlanRun done(PlanRun run, int number, StepWord word, @Nullable Effect effect) {
    RunStep step = run.step(number);
    String approvedBy = word.approvedBy();
    boolean second = approvedBy != null && !approvedBy.equals(word.by().id());
    boolean agreed = run.standing(number).filter(PlanRuns::wasCalled).isPresent();
    if (step.approver() != null && !second && !agreed) {
      throw new InvalidInputException(
          "step " + number,
          "needs approval of a second person ("
              + step.approver()
              + "): say who agreed to it, another one than "
              + word.by().id());
    }
    return tell(
        run,
        number,
        new StepResult.Done(now(), word.by().id(), effect, approvedBy, clean(word.note())));
  }

  /** The guard let it through, so a second person agreed where one had to. */
  private static boolean wasCalled(StepResult result) {
    return result instanceof StepResult.Called called
        && !called.dryRun()
        && called.end() == StepResult.End.SUCCEEDED;
  }

  /**
   * Says that a step was tried and did not work.
   *
   * @param run as it was read last
   * @param number the step
   * @param word who says so, and what was observed
   * @return the run with that
   * @throws InvalidInputException if there is no such step
   */
  public PlanRun failed(PlanRun run, int number, StepWord word) {
    run.step(number);
    return tell(run, number, new StepResult.Failed(now(), word.by().id(), clean(word.note())));
  }

  /**
   * Says that a step is passed over.
   *
   * @param run as it was read last
   * @param number the step
   * @param word who says so, and why
   * @return the run with that
   * @throws InvalidInputException if there is no such step
   */
  public PlanRun skipped(PlanRun run, int number, StepWord word) {
    run.step(number);
    return tell(run, number, new StepResult.Skipped(now(), word.by().id(), clean(word.note())));
  }

  private PlanRun tell(PlanRun run, int number, StepResult result) {
    ledger.append(
        List.of(
            new LedgerEntry(
                UUID.randomUUID(),
                STEPS,
                RunJson.kind(result),
                result.at(),
                run.id().toString(),
                RunJson.told(number, result))));
    return run.with(number, result);
  }

  private Instant now() {
    return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
  }

  private String clean(String note) {
    return redactor.redact(note);
  }
}
