package io.runbookmemory.oncall.playbook;

import io.runbookmemory.memory.Scope;

/**
 * Looks whether a condition holds: the way to the metrics. What an implementation throws counts as
 * {@link ConditionState.Unknown}. Implementations are thread-safe.
 */
@FunctionalInterface
public interface ConditionCheck {

  /** Knows no metric: every condition is unknown. */
  ConditionCheck NONE =
      (condition, scope) -> new ConditionState.Unknown("no source of metrics is connected");

  /**
   * Looks whether a condition holds now.
   *
   * @param condition what must be so
   * @param scope where
   * @return what was found
   */
  ConditionState check(PlaybookCondition condition, Scope scope);
}
