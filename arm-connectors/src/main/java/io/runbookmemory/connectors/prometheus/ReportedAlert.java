package io.runbookmemory.connectors.prometheus;

import io.runbookmemory.alert.Alert;
import java.util.List;

/**
 * An alert that a server holds now.
 *
 * @param alert what it is about, and since when
 * @param state Prometheus has {@code pending} and {@code firing}, Alertmanager {@code active},
 *     {@code suppressed} and {@code unprocessed}
 * @param silencedBy the ids of the silences that hold it back
 * @param inhibitedBy the fingerprints of the alerts that hold it back
 */
public record ReportedAlert(
    Alert alert, String state, List<String> silencedBy, List<String> inhibitedBy) {

  /** Copies the lists. */
  public ReportedAlert {
    silencedBy = List.copyOf(silencedBy);
    inhibitedBy = List.copyOf(inhibitedBy);
  }
}
