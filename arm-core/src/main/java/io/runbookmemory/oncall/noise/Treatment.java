package io.runbookmemory.oncall.noise;

import io.runbookmemory.alert.AlertFingerprint;

/** What became of an alert. */
public sealed interface Treatment {

  /**
   * Somebody is told.
   *
   * @param reminder whether it is said again, because it still fires after the time of repetition
   */
  record Notified(boolean reminder) implements Treatment {}

  /**
   * It is told already: the same alert fires, or one of its group.
   *
   * @param leader the alert that somebody was told of
   */
  record Folded(AlertFingerprint leader) implements Treatment {}

  /**
   * A page of the same group is out, and a ticket would say less.
   *
   * @param by the page
   */
  record Inhibited(AlertFingerprint by) implements Treatment {}

  /**
   * Somebody silenced it.
   *
   * @param by the silence's name
   */
  record Silenced(String by) implements Treatment {}

  /** It is worth a line in a log. */
  record Logged() implements Treatment {}

  /** It fires no more. */
  record Resolved() implements Treatment {}
}
