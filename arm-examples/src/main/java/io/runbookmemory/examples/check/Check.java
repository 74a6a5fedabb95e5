package io.runbookmemory.examples.check;

import java.util.List;
import java.util.Optional;

/**
 * A standard check: the alerts of one name.
 *
 * @param name the alert's name
 * @param file the rule file that it stands in, such as {@code rules/argo.yaml}
 * @param rules its rules, not empty
 */
record Check(String name, String file, List<Rule> rules) {

  /** Copies the rules. */
  Check {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("a check must have at least 1 rule, got 0");
    }
  }

  /**
   * One of its alerting rules.
   *
   * @param severity its label
   * @param expression what is asked of Prometheus
   * @param lasts how long it must hold, as the rule writes it; empty where it fires at once
   * @param summary as the rule writes it, with its templates
   * @param runbook the file of its runbook, such as {@code runbooks/argo-sync-drift.md}
   */
  record Rule(
      String severity, String expression, Optional<String> lasts, String summary, String runbook) {}

  /** Returns the file of its runbook. */
  String runbook() {
    return rules.getFirst().runbook();
  }
}
