package io.runbookmemory.examples.daemon;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Bodies as Alertmanager's webhook receiver sends them. */
public final class AlertPost {

  private AlertPost() {}

  /** A message of alerts. */
  public static String of(String... alerts) {
    return of(Arrays.asList(alerts));
  }

  /** A message of alerts. */
  public static String of(List<String> alerts) {
    return alerts.stream()
        .collect(
            Collectors.joining(
                ",",
                "{\"version\":\"4\",\"groupKey\":\"{}\",\"truncatedAlerts\":0,\"status\":\"firing\","
                    + "\"receiver\":\"arm\",\"groupLabels\":{},\"commonLabels\":{},"
                    + "\"commonAnnotations\":{},\"externalURL\":\"http://am\",\"alerts\":[",
                "]}"));
  }

  /** An alert that fires. */
  public static String firing(String name, String service, String severity) {
    return alert("firing", name, service, severity);
  }

  /** The same, ended ten minutes after it began. */
  public static String resolved(String name, String service, String severity) {
    return alert("resolved", name, service, severity);
  }

  private static String alert(String status, String name, String service, String severity) {
    return """
    {"status":"%s","labels":{"alertname":"%s","service":"%s","severity":"%s","env":"prod"},
     "annotations":{"summary":"%s of %s"},
     "startsAt":"2026-03-01T03:00:00Z","endsAt":"%s",
     "generatorURL":"http://prometheus","fingerprint":"00"}\
    """
        .formatted(
            status,
            name,
            service,
            severity,
            name,
            service,
            status.equals("firing") ? "0001-01-01T00:00:00Z" : "2026-03-01T03:10:00Z");
  }
}
