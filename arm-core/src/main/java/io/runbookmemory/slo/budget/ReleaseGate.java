package io.runbookmemory.slo.budget;

import io.runbookmemory.slo.ErrorBudget;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What may be released at what state of the budget, as an error budget policy says (Site
 * Reliability Workbook, "Example Error Budget Policy": a budget that is spent stops all releases
 * but fixes).
 *
 * @param carefulBelow the share of the budget below which releases want care, in [0, 1]
 * @param carefulWithin a budget that ends within this time at the period's pace wants care too
 */
public record ReleaseGate(double carefulBelow, Duration carefulWithin) {

  /** Careful below a quarter, or with an end within seven days. */
  public static final ReleaseGate DEFAULT = new ReleaseGate(0.25, Duration.ofDays(7));

  /** What may be released. */
  public enum State {
    /** Anything. */
    OPEN,
    /** What is small, and can be taken back. */
    CAREFUL,
    /** Fixes of reliability and security alone. */
    FROZEN
  }

  /**
   * A decision and its arithmetic.
   *
   * @param state what may be released
   * @param why the numbers, in a sentence for people
   */
  public record Decision(State state, String why) {}

  /** Checks the rules. */
  public ReleaseGate {
    if (!(carefulBelow >= 0 && carefulBelow <= 1)) {
      throw new IllegalArgumentException("carefulBelow must be in [0, 1], got " + carefulBelow);
    }
    if (carefulWithin.isNegative()) {
      throw new IllegalArgumentException(
          "carefulWithin must be at least zero, got " + carefulWithin);
    }
  }

  /**
   * Decides.
   *
   * @param budget the state of the budget
   * @return what may be released, and the arithmetic
   */
  public Decision decide(ErrorBudget budget) {
    double left = budget.remaining();
    Optional<Duration> end = budget.exhaustedIn(budget.burn().value());
    boolean soon = end.isPresent() && end.get().compareTo(carefulWithin) < 0;
    String arithmetic =
        String.format(
            Locale.ROOT,
            "%d of %d requests failed, %.1f %% of the budget is spent, %.1f %% left",
            budget.burn().window().bad(),
            budget.burn().window().total(),
            100 * budget.spent(),
            100 * left);
    if (left <= 0) {
      return new Decision(State.FROZEN, arithmetic + ": nothing is left");
    }
    if (left < carefulBelow) {
      return new Decision(
          State.CAREFUL,
          String.format(Locale.ROOT, "%s: below %.0f %%", arithmetic, 100 * carefulBelow));
    }
    if (soon) {
      return new Decision(
          State.CAREFUL,
          String.format(
              Locale.ROOT, "%s: gone in %d h at this pace", arithmetic, end.get().toHours()));
    }
    return new Decision(State.OPEN, arithmetic);
  }
}
