package io.runbookmemory.replay;

/** What an evaluation asks: a whole recall, one search of a store, or another library. */
@FunctionalInterface
public interface Ranker {

  /**
   * Returns the answer to a query.
   *
   * @param query what is asked; its grades are not to be looked at
   * @return the answer
   */
  Answer answer(EvaluationQuery query);
}
