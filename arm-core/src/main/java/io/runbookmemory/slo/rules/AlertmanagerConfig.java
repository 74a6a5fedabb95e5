package io.runbookmemory.slo.rules;

/**
 * What Alertmanager must know of the alerts of {@link PrometheusRules}: a page goes to another
 * receiver than a ticket, and holds back the ticket of the same objective while it fires. The same
 * for every objective, as only labels are named.
 */
public final class AlertmanagerConfig {

  private AlertmanagerConfig() {}

  /**
   * Returns a whole configuration, to be used as it is or in parts. Its receivers are named and
   * notify nobody: who is told is yours to write.
   *
   * @return YAML for {@code amtool check-config}, of Alertmanager 0.22 or later
   */
  public static String file() {
    return """
    route:
      receiver: ticket
      group_by: [slo, service]
      routes:
      - matchers: ['severity="page"']
        receiver: page
    inhibit_rules:
    - source_matchers: ['alertname="%1$s"', 'severity="page"']
      target_matchers: ['alertname="%1$s"', 'severity="ticket"']
      equal: [slo, service]
    receivers:
    - name: page
    - name: ticket
    """
        .formatted(PrometheusRules.ALERT);
  }
}
