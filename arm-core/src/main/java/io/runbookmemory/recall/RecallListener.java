package io.runbookmemory.recall;

/**
 * Told of every recall, such as to count them. Called on the thread that asked, after the answer is
 * made: it must be quick. What it throws is logged once and breaks nothing.
 */
@FunctionalInterface
public interface RecallListener {

  /**
   * Called after each recall.
   *
   * @param situation what was asked; its words are as they came, secrets included
   * @param recall the answer
   */
  void recalled(Situation situation, Recall recall);
}
