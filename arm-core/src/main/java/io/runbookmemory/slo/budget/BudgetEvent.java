package io.runbookmemory.slo.budget;

import java.time.Instant;

/**
 * Something that may have spent budget.
 *
 * @param kind such as {@code incident} or {@code deployment}
 * @param name such as {@code INC-112} or {@code checkout v2.3}
 * @param from its beginning
 * @param to its end, later than {@code from}; of a deployment, until when it is watched
 */
public record BudgetEvent(String kind, String name, Instant from, Instant to) {

  /** Checks the rules. */
  public BudgetEvent {
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException(
          name + " must end after it begins, got " + from + " to " + to);
    }
  }
}
