package io.runbookmemory.slo.rules;

import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.BurnRateWindow;
import io.runbookmemory.slo.Slo;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Recording and alerting rules of Prometheus for an objective, and a test of them. One group holds
 * both, recordings first, so that no alert lags an interval behind what it reads. Severities are
 * {@code page} and {@code ticket}, with the same labels, so that Alertmanager can have one inhibit
 * the other, as {@link AlertmanagerConfig} has it.
 *
 * <p>What rules cannot say is left out: evidence, coverage, hold and habits are {@code
 * BurnRateMonitor}'s.
 */
public final class PrometheusRules {

  static final String ALERT = "ErrorBudgetBurn";

  private final Slo slo;
  private final BurnRatePolicy policy;
  private final ErrorRatio ratio;

  /**
   * Creates the rules of an objective.
   *
   * @param slo the objective, with queries
   * @param policy the pairs; those that cannot fire for the objective are left out
   * @throws io.runbookmemory.error.InvalidInputException if the objective has no queries
   */
  public PrometheusRules(Slo slo, BurnRatePolicy policy) {
    this.slo = slo;
    this.policy = policy.feasibleFor(slo);
    this.ratio = new ErrorRatio(slo);
  }

  /**
   * Returns the rule file.
   *
   * @return YAML for {@code promtool check rules}
   */
  public String file() {
    StringBuilder yaml = new StringBuilder("groups:\n- name: " + Yaml.quoted("slo-" + slo.name()));
    yaml.append("\n  interval: 1m\n  rules:\n");
    for (Duration window : windows()) {
      yaml.append("  - record: ").append(record(window)).append('\n');
      labels(yaml, List.of());
      yaml.append("    expr: ").append(Yaml.quoted(ratio.over(window))).append('\n');
    }
    alert(yaml, "page", policy.pages());
    alert(yaml, "ticket", policy.tickets());
    return yaml.toString();
  }

  /** Alerts of a severity: one for all its pairs, or one for each time that a pair must last. */
  private void alert(StringBuilder yaml, String severity, List<BurnRateWindow> pairs) {
    pairs.stream()
        .collect(
            Collectors.groupingBy(BurnRateWindow::sustained, TreeMap::new, Collectors.toList()))
        .forEach(
            (sustained, together) -> {
              yaml.append("  - alert: ").append(ALERT).append('\n');
              if (!sustained.isZero()) {
                yaml.append("    for: ").append(PromDuration.text(sustained)).append('\n');
              }
              labels(yaml, severity(severity, sustained));
              yaml.append("    annotations:\n      summary: ")
                  .append(Yaml.quoted(summary()))
                  .append('\n');
              yaml.append("    expr: ")
                  .append(
                      Yaml.quoted(
                          together.stream().map(this::pair).collect(Collectors.joining(" or "))))
                  .append('\n');
            });
  }

  /** Alerts of one severity that must last differently long are told apart by that. */
  private static List<String> severity(String severity, Duration sustained) {
    return sustained.isZero()
        ? List.of("severity: " + severity)
        : List.of("severity: " + severity, "sustained: " + PromDuration.text(sustained));
  }

  private String pair(BurnRateWindow pair) {
    BigDecimal threshold = BigDecimal.valueOf(pair.factor()).multiply(slo.budget());
    String over = " > " + threshold.stripTrailingZeros().toPlainString();
    return "("
        + series(pair.shortWindow())
        + over
        + " and "
        + series(pair.longWindow())
        + over
        + ")";
  }

  private String series(Duration window) {
    return record(window) + selector();
  }

  /** The service too: objectives of two services may have one name. */
  private String selector() {
    return "{slo=" + Yaml.promQl(slo.name()) + ",service=" + Yaml.promQl(slo.service()) + "}";
  }

  private static String record(Duration window) {
    return "slo:error_ratio:" + PromDuration.text(window);
  }

  private void labels(StringBuilder yaml, List<String> more) {
    yaml.append("    labels:\n      slo: ").append(Yaml.quoted(slo.name()));
    yaml.append("\n      service: ").append(Yaml.quoted(slo.service())).append('\n');
    more.forEach(label -> yaml.append("      ").append(label).append('\n'));
  }

  /**
   * Returns a test of the rules: each pair fires just above its factor, and nothing does just
   * below.
   *
   * @param rules the rule file's name, beside the test's
   * @return YAML for {@code promtool test rules}
   */
  public String test(String rules) {
    StringBuilder yaml = new StringBuilder("rule_files: [" + Yaml.quoted(rules) + "]\n");
    yaml.append("evaluation_interval: 1m\ntests:\n");
    for (BurnRateWindow pair : policy.pages()) {
      test(yaml, pair, 1.01, "page");
      test(yaml, pair, 0.99, null);
    }
    for (BurnRateWindow pair : policy.tickets()) {
      test(yaml, pair, 1.01, "ticket");
      test(yaml, pair, 0.99, null);
    }
    return yaml.toString();
  }

  /** The recorded ratios are given, and the alerts of one severity asked for. */
  private void test(
      StringBuilder yaml, BurnRateWindow pair, double share, @Nullable String severity) {
    long minutes = pair.sustained().toMinutes() + 1;
    BigDecimal ratio =
        BigDecimal.valueOf(pair.factor() * share)
            .multiply(slo.budget())
            .min(new BigDecimal("0.999999"));
    yaml.append("- interval: 1m\n  input_series:\n");
    for (Duration window : windows()) {
      boolean burns = window.equals(pair.shortWindow()) || window.equals(pair.longWindow());
      yaml.append("  - series: ").append(Yaml.quoted(series(window))).append('\n');
      yaml.append("    values: '")
          .append(burns ? ratio.toPlainString() : "0")
          .append("x")
          .append(minutes)
          .append("'\n");
    }
    yaml.append("  alert_rule_test:\n  - eval_time: ").append(minutes).append("m\n");
    yaml.append("    alertname: ").append(ALERT).append("\n    exp_alerts: [");
    if (severity != null) {
      yaml.append("{exp_labels: {slo: ")
          .append(Yaml.quoted(slo.name()))
          .append(", service: ")
          .append(Yaml.quoted(slo.service()))
          .append(", ")
          .append(String.join(", ", severity(severity, pair.sustained())))
          .append("}, exp_annotations: {summary: ")
          .append(Yaml.quoted(summary()))
          .append("}}");
    }
    yaml.append("]\n");
  }

  private String summary() {
    return slo + ": the error budget burns too fast";
  }

  private SortedSet<Duration> windows() {
    SortedSet<Duration> windows = new TreeSet<>();
    List<BurnRateWindow> pairs = new ArrayList<>(policy.pages());
    pairs.addAll(policy.tickets());
    for (BurnRateWindow pair : pairs) {
      windows.add(pair.shortWindow());
      windows.add(pair.longWindow());
    }
    return windows;
  }
}
