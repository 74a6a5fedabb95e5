package io.runbookmemory.slo;

import io.runbookmemory.slo.Classification.PairAssessment;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A {@link Classification} in words: the verdict, why, who else has something to say, the budget.
 */
final class ClassificationText {

  private ClassificationText() {}

  static String of(Classification classification) {
    List<String> parts = new ArrayList<>();
    classification
        .kept()
        .ifPresent(
            reason ->
                parts.add(
                    reason == BurnReason.HELD
                        ? held(classification.policy())
                        : "frozen, as it is not measured whether it still burns"));
    parts.add(sentence(classification.decidedBy(), classification.policy()));
    if (classification.verdict() == Verdict.LOG) {
      parts.addAll(otherReasons(classification));
    }
    if (classification.budget().burn().window().samples() > 0) {
      parts.add(budget(classification));
    }
    return classification.verdict() + ": " + String.join("; ", parts);
  }

  private static String held(BurnRatePolicy policy) {
    return "held for "
        + Times.text(policy.hold())
        + " after it last burned"
        + (policy.maxChance() < 1 ? ", or until requests enough say that it does not" : "");
  }

  /** One sentence for each reason that the deciding pair does not tell, by the first pair of it. */
  private static List<String> otherReasons(Classification classification) {
    return classification.reasons().stream()
        .filter(reason -> reason != classification.decidedBy().reason())
        .filter(reason -> reason != BurnReason.WITHIN_BUDGET)
        .map(
            reason ->
                classification.pairs().stream()
                    .filter(pair -> pair.reason() == reason)
                    .findFirst()
                    .orElseThrow())
        .map(pair -> sentence(pair, classification.policy()))
        .toList();
  }

  private static String sentence(PairAssessment assessed, BurnRatePolicy policy) {
    String lengthOfShort = Times.text(assessed.pair().shortWindow());
    String factor = rate(assessed.pair().factor());
    return switch (assessed.reason()) {
      case BURNING -> rates(assessed) + over(assessed) + "; " + failures(assessed);
      case PENDING ->
          rates(assessed)
              + over(assessed)
              + ", but not yet for "
              + Times.text(assessed.pair().sustained());
      case INSIDE_BAND ->
          rates(assessed) + over(assessed) + ", as is usual at this hour; " + failures(assessed);
      case DOUBTFUL ->
          rates(assessed)
              + over(assessed)
              + ", but "
              + failures(assessed)
              + ", which is too little to wake anybody";
      case HELD, FROZEN -> throw new IllegalArgumentException("no pair's own reason");
      case NO_DATA -> "no data in the last " + lengthOfShort;
      case NO_TRAFFIC -> "no traffic in the last " + lengthOfShort;
      case INSUFFICIENT_EVENTS ->
          rates(assessed)
              + over(assessed)
              + ", but only "
              + failures(assessed)
              + (assessed.longBurn().window().bad() < policy.minBadEvents()
                  ? " and the policy asks for " + policy.minBadEvents()
                  : ", which may be chance");
      case WARMING_UP -> warmingUp(assessed, policy);
      case WITHIN_BUDGET ->
          rates(assessed) + ", not both over " + factor + "; " + failures(assessed);
    };
  }

  /** A long window below the factor burns where its requests are too few to rule out more. */
  private static String over(PairAssessment assessed) {
    double factor = assessed.pair().factor();
    return assessed.longBurn().value() > factor
        ? ", both over " + rate(factor)
        : ", on too few requests to rule out "
            + rate(factor * PairRule.ANSWERED)
            + " in "
            + Times.text(assessed.pair().longWindow());
  }

  private static String rates(PairAssessment assessed) {
    return rate(assessed.longBurn()) + " and " + rate(assessed.shortBurn()) + " the budget";
  }

  private static String rate(BurnRate burn) {
    return Times.text(burn.window().length()) + " burns " + rate(burn.value());
  }

  private static String failures(PairAssessment assessed) {
    SliWindow window = assessed.longBurn().window();
    return window.bad()
        + " of "
        + window.total()
        + " requests failed in "
        + Times.text(window.length());
  }

  private static String warmingUp(PairAssessment assessed, BurnRatePolicy policy) {
    SliWindow seen = assessed.longBurn().window();
    if (seen.coverage() >= policy.minCoverage()) {
      seen = assessed.shortBurn().window();
    }
    return assessed.pair().label()
        + " is warming up: only "
        + percent(seen.coverage())
        + " of the last "
        + Times.text(seen.length())
        + " observed";
  }

  private static String budget(Classification classification) {
    double remaining = classification.budget().remaining();
    String period = Times.text(classification.slo().period()) + " budget ";
    if (remaining <= 0) {
      return period + "overspent by " + percent(-remaining);
    }
    Optional<Duration> exhaustion = classification.projectedExhaustion();
    return period
        + percent(remaining)
        + " left"
        + exhaustion.map(in -> ", gone in " + coarse(in) + " at this rate").orElse("");
  }

  /** Nobody plans by the seconds of a projection of hours, or by the minutes of one of days. */
  private static String coarse(Duration duration) {
    if (duration.toMinutes() == 0) {
      return "less than a minute";
    }
    return Times.text(
        duration.truncatedTo(duration.toDays() >= 2 ? ChronoUnit.HOURS : ChronoUnit.MINUTES));
  }

  /** Returns a burn rate as a page shows it, with three digits: {@code 14.4x}, {@code 100x}. */
  static String rate(double value) {
    return decimals(value, value >= 100 ? 0 : value >= 1 ? 1 : 3) + "x";
  }

  private static String percent(double share) {
    return decimals(share * 100, 1) + " %";
  }

  private static String decimals(double value, int count) {
    String text = String.format(Locale.ROOT, "%." + count + "f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }
}
