package io.runbookmemory.oncall.playbook;

/** What was found of a condition. */
public sealed interface ConditionState {

  /**
   * Returns what was seen, or why nothing was.
   *
   * @return a few words
   */
  String words();

  /**
   * It is so, and has been long enough.
   *
   * @param words what was seen
   */
  record Holds(String words) implements ConditionState {}

  /**
   * It is not so, or not for long enough.
   *
   * @param words what was seen
   */
  record HoldsNot(String words) implements ConditionState {}

  /**
   * It cannot be told: the metric is missing, its source is down. Nothing is carried out on this.
   *
   * @param words why not
   */
  record Unknown(String words) implements ConditionState {}
}
