package io.runbookmemory.oncall.playbook;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.oncall.playbook.PlaybookEnd.WaitsForApproval;
import io.runbookmemory.store.lease.Leases;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs playbooks step by step, every call through the guard in the name of who asked. A run
 *
 * <ol>
 *   <li>looks whether the trigger's conditions hold, and does nothing where they do not;
 *   <li>looks what every action would do, and does nothing where one could not be called, or what
 *       undoes it could not;
 *   <li>carries the actions out in their order, those left out whose conditions do not hold;
 *   <li>stops at the first that is refused or fails, retries included, where a condition cannot be
 *       told, and where the rollback's conditions say that it got worse; then puts back what was
 *       done, last first, where the playbook says so;
 *   <li>waits where a second person has to agree, to be gone on with by {@link #resumeFrom}.
 * </ol>
 *
 * Nothing here throws because of what a tool did. A preview counts as a call where calls are
 * limited in number. Thread-safe.
 */
public final class PlaybookRunner {

  /** Lets time pass between two tries. */
  @FunctionalInterface
  public interface Pause {

    /** Sleeps. */
    Pause SLEEP = Thread::sleep;

    /**
     * Lets time pass.
     *
     * @param time how much, not negative
     * @throws InterruptedException if the thread was interrupted
     */
    void pause(Duration time) throws InterruptedException;
  }

  /**
   * Writes down what becomes of one run, so that it can be gone on with after the process ended.
   * What is written has to be safe when the method returns; where it throws an {@link
   * io.runbookmemory.error.ArmException} the run stops before its next action.
   */
  public interface Journal {

    /** Writes nothing. */
    Journal NONE =
        new Journal() {
          @Override
          public void begun(PlaybookOrder order, String fingerprint) {
            // Nobody reads it.
          }

          @Override
          public void begins(String action) {
            // The same.
          }

          @Override
          public void done(PlaybookStep step) {
            // The same.
          }

          @Override
          public void ended(PlaybookReport report) {
            // The same.
          }
        };

    /**
     * The run begins.
     *
     * @param order who asks for what
     * @param fingerprint of the playbook
     */
    void begun(PlaybookOrder order, String fingerprint);

    /**
     * An action is about to be called.
     *
     * @param action its name, behind {@code rollback/} for what undoes it
     */
    void begins(String action);

    /**
     * Something became of the run.
     *
     * @param step what
     */
    void done(PlaybookStep step);

    /**
     * The run ended, or waits.
     *
     * @param report the whole of it
     */
    void ended(PlaybookReport report);
  }

  /**
   * A run whose process ended before it did.
   *
   * @param order who asked for what
   * @param fingerprint of the playbook that was run
   * @param steps that are known to be done
   * @param calling the action that was about to be called and may have run; null for none
   */
  public record Interrupted(
      PlaybookOrder order, String fingerprint, List<PlaybookStep> steps, @Nullable String calling) {

    /** Copies the list. */
    public Interrupted {
      steps = List.copyOf(steps);
    }
  }

  private final PlaybookCatalog catalog;
  private final GuardedToolbox toolbox;
  private final ConditionCheck conditions;
  private final InstantSource clock;
  private final Pause pause;
  private final @Nullable Leases leases;
  private final String owner;
  private final Journal journal;

  /**
   * Creates a runner.
   *
   * @param catalog the playbooks, made with the contracts of the toolbox's tools
   * @param toolbox calls the tools
   * @param conditions looks whether conditions hold
   * @param clock tells the time
   * @param pause lets time pass between two tries, {@link Pause#SLEEP} outside of tests
   */
  public PlaybookRunner(
      PlaybookCatalog catalog,
      GuardedToolbox toolbox,
      ConditionCheck conditions,
      InstantSource clock,
      Pause pause) {
    this.catalog = catalog;
    this.toolbox = toolbox;
    this.conditions = conditions;
    this.clock = clock;
    this.pause = pause;
    this.leases = null;
    this.owner = "";
    this.journal = Journal.NONE;
  }

  private PlaybookRunner(
      PlaybookRunner other, @Nullable Leases leases, String owner, Journal journal) {
    this.catalog = other.catalog;
    this.toolbox = other.toolbox;
    this.conditions = other.conditions;
    this.clock = other.clock;
    this.pause = other.pause;
    this.leases = leases;
    this.owner = owner;
    this.journal = journal;
  }

  /**
   * Returns a runner that runs a playbook on a service in an environment only while no other one
   * with the same leases does; else a run ends with {@link PlaybookEnd.Busy}. The lease is renewed
   * before each action and given up at the end of the run, also where it waits for a second person.
   *
   * @param newLeases of the store that daemons share
   * @param newOwner who this is, for people to read: 1 to 256 characters
   * @return a runner that does everything else as this one
   */
  public PlaybookRunner under(Leases newLeases, String newOwner) {
    return new PlaybookRunner(this, newLeases, newOwner, journal);
  }

  /**
   * Returns a runner for one run, which is written down.
   *
   * @param newJournal of that run
   * @return a runner that does everything else as this one
   */
  public PlaybookRunner keeping(Journal newJournal) {
    return new PlaybookRunner(this, leases, owner, newJournal);
  }

  /**
   * Looks what a run would do, and changes nothing: all conditions are looked at and all actions
   * shown, whatever comes of those before.
   *
   * @param order who asks for what
   * @return ends with {@link PlaybookEnd.Previewed}, or with {@link PlaybookEnd.Stopped} at the
   *     first action that could not be called
   * @throws InvalidInputException if there is no such playbook
   */
  public PlaybookReport preview(PlaybookOrder order) {
    return running(order, new Target(null, owner), Journal.NONE).preview();
  }

  /**
   * Runs a playbook.
   *
   * @param order who asks for what
   * @return what became of it
   * @throws InvalidInputException if there is no such playbook
   */
  public PlaybookReport run(PlaybookOrder order) {
    journal.begun(order, catalog.fingerprint(order.playbook()));
    return alone(order, List.of(), PlaybookRunning::run);
  }

  /**
   * Goes on with a run that waits for a second person. A token that does not count leaves it
   * waiting, and a request that is over is made anew; no action before it is done again. Conditions
   * of the action that waits are looked at once more.
   *
   * @param waiting the run, as it was told
   * @param approval the token, as {@link GuardedToolbox#approve} gave it
   * @return what became of it, the steps before included
   * @throws InvalidInputException if the playbook was changed since
   * @throws IllegalArgumentException if the run does not wait
   */
  public PlaybookReport resumeFrom(PlaybookReport waiting, String approval) {
    WaitsForApproval to = waits(waiting);
    return alone(
        waiting.order(),
        waiting.steps(),
        run -> run.resume(waiting.steps(), new PlaybookRunning.Approval(approval, to)));
  }

  /**
   * Goes on with a run whose process ended. What is known to be done is not done again; an action
   * that may have run is called again only if it is idempotent or only looks, else the run stops
   * and says that it may have run. A run that was putting back stops too.
   *
   * @param run as its journal tells it
   * @return what became of it, the steps before included
   * @throws InvalidInputException if the playbook was changed since
   */
  public PlaybookReport goOn(Interrupted run) {
    requireSame(run.order().playbook(), run.fingerprint());
    return alone(run.order(), run.steps(), running -> running.goOn(run));
  }

  /**
   * Ends a run that waits for a second person who does not agree: what was done is put back where
   * the playbook says so.
   *
   * @param waiting the run, as it was told
   * @return what became of it, the steps before included
   * @throws InvalidInputException if the playbook was changed since
   * @throws IllegalArgumentException if the run does not wait
   */
  public PlaybookReport giveUp(PlaybookReport waiting) {
    WaitsForApproval to = waits(waiting);
    return alone(waiting.order(), waiting.steps(), run -> run.giveUp(waiting.steps(), to.action()));
  }

  private WaitsForApproval waits(PlaybookReport report) {
    if (!(report.end() instanceof WaitsForApproval waits)) {
      throw new IllegalArgumentException(
          "a run must wait for a second person to be gone on with, got " + report.end());
    }
    requireSame(report.order().playbook(), report.fingerprint());
    return waits;
  }

  private void requireSame(String name, String fingerprint) {
    if (!catalog.fingerprint(name).equals(fingerprint)) {
      throw new InvalidInputException(
          name, "must be what it was when the run began: it was changed since, run it anew");
    }
  }

  private PlaybookReport alone(
      PlaybookOrder order,
      List<PlaybookStep> before,
      Function<PlaybookRunning, PlaybookReport> work) {
    try (Target target = new Target(leases, owner)) {
      PlaybookRunning running = running(order, target, journal);
      PlaybookReport report =
          target
              .taken(order, catalog.plan(order.playbook()))
              .map(busy -> running.busy(before, busy))
              .orElseGet(() -> work.apply(running));
      if (!(report.end() instanceof PlaybookEnd.Busy)) {
        running.tell(journal, report);
      }
      return report;
    }
  }

  private PlaybookRunning running(PlaybookOrder order, Target target, Journal kept) {
    return new PlaybookRunning(
        order,
        catalog.plan(order.playbook()),
        new Attempts(toolbox, order, pause),
        conditions,
        new PlaybookRunning.Told(clock, target, new KeptSteps(kept)));
  }
}
