package io.runbookmemory.slo.rules;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.slo.Slo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An objective's error ratio in PromQL. Its queries are either complete, with one of the usual
 * placeholders of a window in them, or selectors of counters, which are wrapped in {@code
 * sum(rate(…))}.
 *
 * @param slo an objective with queries
 */
record ErrorRatio(Slo slo) {

  /** OpenSLO and Sloth write the first, Pyrra's and Grafana's users the others. */
  private static final List<String> WINDOWS =
      List.of("{{.window}}", "{{ .window }}", "$__rate_interval", "$__range");

  ErrorRatio {
    if (slo.totalQuery().isEmpty()) {
      throw new InvalidInputException(slo.name(), "must have queries to make rules of, got none");
    }
  }

  /** Returns the expression over a window: failures by all, else what is not good by all. */
  String over(Duration window) {
    String total = rate(slo.totalQuery().orElseThrow(), window);
    Optional<String> bad = slo.badQuery().map(query -> rate(query, window));
    String failed =
        bad.orElseGet(
            () -> "(" + total + " - " + rate(slo.goodQuery().orElseThrow(), window) + ")");
    return failed + " / " + total;
  }

  private static String rate(String query, Duration window) {
    String length = PromDuration.text(window);
    String filled = query.strip();
    for (String placeholder : WINDOWS) {
      filled = filled.replace(placeholder, length);
    }
    return filled.equals(query.strip()) && !filled.contains("[")
        ? "sum(rate(" + filled + "[" + length + "]))"
        : "(" + filled + ")";
  }
}
