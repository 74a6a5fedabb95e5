package io.runbookmemory.bench.alerts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An alert as Alertmanager sends it.
 *
 * @param name of the alert
 * @param service its label
 * @param startsAt since when it fires
 * @param endsAt since when it does not; null while it fires
 */
record SentAlert(String name, String service, Instant startsAt, @Nullable Instant endsAt) {

  private static final List<String> THINGS =
      List.of(
          "Checkout",
          "Payment",
          "Login",
          "Search",
          "Cart",
          "Invoice",
          "Mail",
          "Image",
          "Stock",
          "Ledger",
          "Session",
          "Queue",
          "Cache",
          "Disk",
          "Database",
          "Certificate",
          "Gateway",
          "Worker",
          "Export",
          "Index");

  private static final List<String> TROUBLES =
      List.of(
          "LatencyHigh",
          "ErrorsHigh",
          "Saturated",
          "Down",
          "Restarting",
          "BacklogGrows",
          "QuotaSpent",
          "Lagging",
          "OutOfMemory",
          "Unreachable");

  /** Two hundred names, each with a runbook in {@link FilledStore}. */
  static final List<String> NAMES = names();

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    THINGS.forEach(thing -> TROUBLES.forEach(trouble -> names.add(thing + trouble)));
    return List.copyOf(names);
  }

  /** Returns what makes it one: the daemon, its ledger and whoever is told know it by this too. */
  String occurrence() {
    return occurrence(name, service, startsAt.toString(), endsAt == null);
  }

  static String occurrence(String name, String service, String startsAt, boolean fires) {
    return name + " of " + service + " since " + startsAt + (fires ? " fires" : " ended");
  }

  /** Returns the body of a message with this alert alone. */
  String message() {
    return message(List.of(this));
  }

  /** Returns the body of a message with several alerts, at least one. */
  static String message(List<SentAlert> alerts) {
    boolean fires = alerts.stream().anyMatch(alert -> alert.endsAt() == null);
    return String.format(
        Locale.ROOT,
        """
        {"version":"4","groupKey":"{}","truncatedAlerts":0,"status":"%s","receiver":"arm",
         "groupLabels":{},"commonLabels":{},"commonAnnotations":{},"externalURL":"http://am",
         "alerts":[%s]}
        """,
        fires ? "firing" : "resolved",
        alerts.stream().map(SentAlert::json).collect(Collectors.joining(",\n")));
  }

  private String json() {
    Instant end = endsAt;
    return String.format(
        Locale.ROOT,
        """
        {"status":"%1$s",
          "labels":{"alertname":"%2$s","service":"%3$s","severity":"critical","env":"prod"},
          "annotations":{"summary":"%2$s of %3$s",
           "description":"The 95th percentile of %3$s is above its target for ten minutes."},
          "startsAt":"%4$s","endsAt":"%5$s","generatorURL":"http://prometheus","fingerprint":"00"}\
        """,
        end == null ? "firing" : "resolved",
        name,
        service,
        startsAt,
        end == null ? "0001-01-01T00:00:00Z" : end.toString());
  }
}
