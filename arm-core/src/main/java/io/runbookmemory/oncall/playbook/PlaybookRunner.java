package io.runbookmemory.oncall.playbook;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.oncall.playbook.PlaybookEnd.WaitsForApproval;
import java.time.Duration;
import java.time.InstantSource;

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

  private final PlaybookCatalog catalog;
  private final GuardedToolbox toolbox;
  private final ConditionCheck conditions;
  private final InstantSource clock;
  private final Pause pause;

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
    return running(order).preview();
  }

  /**
   * Runs a playbook.
   *
   * @param order who asks for what
   * @return what became of it
   * @throws InvalidInputException if there is no such playbook
   */
  public PlaybookReport run(PlaybookOrder order) {
    return running(order).run();
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
    return running(waiting.order())
        .resume(waiting.steps(), new PlaybookRunning.Approval(approval, to));
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
    return running(waiting.order()).giveUp(waiting.steps(), to.action());
  }

  private WaitsForApproval waits(PlaybookReport report) {
    if (!(report.end() instanceof WaitsForApproval waits)) {
      throw new IllegalArgumentException(
          "a run must wait for a second person to be gone on with, got " + report.end());
    }
    String name = report.order().playbook();
    if (!catalog.fingerprint(name).equals(report.fingerprint())) {
      throw new InvalidInputException(
          name, "must be what it was when the run began: it was changed since, run it anew");
    }
    return waits;
  }

  private PlaybookRunning running(PlaybookOrder order) {
    return new PlaybookRunning(
        order,
        catalog.plan(order.playbook()),
        new Attempts(toolbox, order, pause),
        conditions,
        clock);
  }
}
