package io.runbookmemory.slo.prometheus;

import java.util.Map;

/**
 * The meaning of the rules that Sloth generates for 99.9 % of 30 days, as expressions of
 * Prometheus: written here once more, and not by ARM's generator, as they are the oracle.
 */
final class SlothRules {

  private static final String BUDGET = "0.0009999999999999432";

  private SlothRules() {}

  private static String ratio(String window) {
    return "(sum(rate(demo_requests_total{code=\"500\"}["
        + window
        + "])) / sum(rate(demo_requests_total["
        + window
        + "])))";
  }

  private static String pair(double factor, String shorter, String longer) {
    String threshold = " > " + factor + " * " + BUDGET;
    return "(" + ratio(shorter) + threshold + " and " + ratio(longer) + threshold + ")";
  }

  static String page() {
    return pair(14.4, "5m", "1h") + " or " + pair(6, "30m", "6h");
  }

  static String ticket() {
    return pair(3, "2h", "1d") + " or " + pair(1, "6h", "3d");
  }

  /** The rule file: one group, so that nothing lags by an interval. */
  static String file() {
    StringBuilder file = new StringBuilder("groups:\n- name: slo\n  interval: 1m\n  rules:\n");
    Map.of("page", page(), "ticket", ticket())
        .forEach(
            (severity, expression) ->
                file.append("  - alert: BudgetBurn\n    labels: {severity: ")
                    .append(severity)
                    .append("}\n    expr: '")
                    .append(expression)
                    .append("'\n"));
    return file.toString();
  }
}
