package io.runbookmemory.replay.engine;

import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.slo.Classification;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What answers during a replay, such as {@code RunbookMemory::plan}. Used by one thread. */
public interface Responder extends AutoCloseable {

  /**
   * Returns what to do about a situation.
   *
   * @param situation what is known then
   * @return a plan that rests on a recall
   */
  ActionPlan plan(Situation situation);

  /**
   * Returns what to do about a situation whose error budget was judged.
   *
   * @param situation what is known then
   * @param classification what the budget says then, or null if there is none
   * @return a plan that rests on a recall; without another word the one that does not know of the
   *     budget
   */
  default ActionPlan plan(Situation situation, @Nullable Classification classification) {
    return plan(situation);
  }

  /** Ends what it started. */
  @Override
  void close();

  /**
   * Returns a responder.
   *
   * @param plan what answers
   * @param close ends it
   * @return of both
   */
  static Responder of(Function<Situation, ActionPlan> plan, Runnable close) {
    return new Responder() {
      @Override
      public ActionPlan plan(Situation situation) {
        return plan.apply(situation);
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }

  /** What makes a plan of a situation and what its budget says, {@code RunbookMemory::plan}. */
  @FunctionalInterface
  interface Planning {

    /**
     * Returns what to do about a situation.
     *
     * @param situation what is known then
     * @param classification what its error budget says then, or null if there is none
     * @return a plan that rests on a recall
     */
    ActionPlan plan(Situation situation, @Nullable Classification classification);
  }

  /**
   * Returns a responder whose plans are as urgent as the budget.
   *
   * @param plan what answers
   * @param close ends it
   * @return of both
   */
  static Responder judging(Planning plan, Runnable close) {
    return new Responder() {
      @Override
      public ActionPlan plan(Situation situation) {
        return plan.plan(situation, null);
      }

      @Override
      public ActionPlan plan(Situation situation, @Nullable Classification classification) {
        return plan.plan(situation, classification);
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }
}
