package io.runbookmemory.replay.storm;

import io.runbookmemory.alert.Alert;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a monitored site did not answer.
 *
 * @param site what was watched
 * @param labels what else is said of the site, such as its {@code cluster} or its {@code service}
 * @param from when it was noticed
 * @param to when it was over, not before {@code from}; null if it went on
 * @param said what the monitor got, such as a status of HTTP; may be empty
 */
public record Outage(
    String site, Map<String, String> labels, Instant from, @Nullable Instant to, String said) {

  /** Checks the rules and copies the labels. */
  public Outage {
    if (site.isBlank()) {
      throw new IllegalArgumentException("an outage's site must not be blank");
    }
    if (to != null && to.isBefore(from)) {
      throw new IllegalArgumentException(
          "an outage must not end before it begins, got " + from + " to " + to);
    }
    labels = Map.copyOf(labels);
  }

  /**
   * Returns the alert that the monitor fired.
   *
   * @return {@code SiteDown} of the {@code instance}, with the labels
   */
  public Alert alert() {
    Map<String, String> all = new TreeMap<>(labels);
    all.put("alertname", "SiteDown");
    all.put("instance", site);
    String summary = site + " is down" + (said.isEmpty() ? "" : ": " + said);
    return new Alert(all, Map.of("summary", summary), from);
  }

  /** Returns where it is, so that what happens there at once may be one thing. */
  String place() {
    return labels.getOrDefault("cluster", "");
  }
}
