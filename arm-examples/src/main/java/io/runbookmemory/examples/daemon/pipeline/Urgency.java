package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.daemon.budget.Budget;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about an alert, and why: the more urgent of what its severity says and what
 * its error budget says. What says neither is a page, since nobody knows better.
 *
 * @param verdict what to do
 * @param why in a line
 * @param classification the budget's; null where there is none
 */
record Urgency(Verdict verdict, String why, @Nullable Classification classification) {

  /**
   * Judges an alert.
   *
   * @param mayLower whether a budget that was judged decides alone
   */
  static Urgency of(Alert alert, Budget budget, boolean mayLower) {
    Optional<String> written = alert.label("severity");
    Optional<Verdict> said = written.flatMap(Severity::of).map(Urgency::of);
    String words =
        said.isPresent()
            ? "severity " + written.orElseThrow()
            : written
                .map(word -> "severity " + word + ", which is none that is known")
                .orElse("no severity");
    return switch (budget) {
      case Budget.Judged judged -> judged(judged.classification(), said, words, mayLower);
      case Budget.Unknown unknown ->
          new Urgency(
              said.orElse(Verdict.PAGE),
              words + "; no budget data of " + unknown.slo() + ": " + unknown.why(),
              null);
      case Budget.None none -> new Urgency(said.orElse(Verdict.PAGE), words, null);
    };
  }

  /** Returns the same, as urgent as was decided before if that is more, and why it is said now. */
  Urgency because(String reason, Verdict before) {
    Verdict most = before.compareTo(verdict) < 0 ? before : verdict;
    return new Urgency(most, reason + "; " + why, classification);
  }

  private static Urgency judged(
      Classification judged, Optional<Verdict> said, String words, boolean mayLower) {
    Verdict budget = judged.verdict();
    Verdict most = said.filter(one -> !mayLower && one.compareTo(budget) < 0).orElse(budget);
    String line = words + "; budget of " + judged.slo().name() + ": " + judged.summary();
    return new Urgency(most, line, judged);
  }

  private static Verdict of(Severity severity) {
    return switch (severity) {
      case SEV1 -> Verdict.PAGE;
      case SEV2 -> Verdict.TICKET;
      case SEV3 -> Verdict.LOG;
    };
  }
}
