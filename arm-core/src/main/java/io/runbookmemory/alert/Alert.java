package io.runbookmemory.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A firing alert, in Alertmanager's terms.
 *
 * @param labels what identifies it, {@code alertname} among them; in order of their names
 * @param annotations what it says to people; in order of their names
 * @param startsAt when it began to fire
 */
public record Alert(Map<String, String> labels, Map<String, String> annotations, Instant startsAt) {

  /** Copies the maps. */
  public Alert {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  /**
   * Returns the alert's name, the label {@code alertname}.
   *
   * @return empty if it has none
   */
  public Optional<String> name() {
    return label("alertname");
  }

  /**
   * Returns a label.
   *
   * @param name the label's name
   * @return empty if it is absent or blank, which Prometheus holds to be the same
   */
  public Optional<String> label(String name) {
    return Optional.ofNullable(labels.get(name)).filter(value -> !value.isBlank());
  }

  /**
   * Returns the identity of the label set.
   *
   * @return Alertmanager's fingerprint
   */
  public AlertFingerprint fingerprint() {
    return AlertFingerprint.of(labels);
  }
}
