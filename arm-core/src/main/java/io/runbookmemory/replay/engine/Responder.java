package io.runbookmemory.replay.engine;

import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.recall.Situation;
import java.util.function.Function;

/** What answers during a replay, such as {@code RunbookMemory::plan}. Used by one thread. */
public interface Responder extends AutoCloseable {

  /**
   * Returns what to do about a situation.
   *
   * @param situation what is known then
   * @return a plan that rests on a recall
   */
  ActionPlan plan(Situation situation);

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
}
