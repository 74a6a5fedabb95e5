package io.runbookmemory.replay.backtest;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.recall.Situation;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An incident that happened, as it looked when it was noticed.
 *
 * @param id its memory
 * @param title what it is called, for people
 * @param detected what was known when it was noticed, and when that was
 * @param series the name of the series that it belongs to, or null. Incidents of one series are the
 *     same thing again
 * @param alerts the name and the fingerprint of its alert, as far as known; they tell what is the
 *     same thing where no series is given
 */
public record PastIncident(
    MemoryId id, String title, Situation detected, @Nullable String series, Set<String> alerts) {

  /** What a tag begins with that names the series of an incident: {@code series:disk-full}. */
  public static final String SERIES_TAG = "series:";

  /** Copies the set. */
  public PastIncident {
    alerts = Collections.unmodifiableSet(new LinkedHashSet<>(alerts));
  }

  /**
   * Returns the past incident that a memory is of. It was noticed when it happened, else when it
   * was first remembered; what was known then is its alert, its title and how its symptom begins.
   *
   * @param memory a memory whose content is an {@link Incident}
   * @return as it looked then
   * @throws IllegalArgumentException if the content is another
   */
  public static PastIncident of(Memory memory) {
    if (!(memory.content() instanceof Incident incident)) {
      throw new IllegalArgumentException(
          "a past incident is made of an incident, got " + memory.content().kind());
    }
    Instant at =
        Objects.requireNonNullElse(memory.times().happenedAt(), memory.times().createdAt());
    Set<String> alerts = new LinkedHashSet<>();
    incident.alertName().ifPresent(alerts::add);
    incident.fingerprint().ifPresent(alerts::add);
    return new PastIncident(
        memory.id(), memory.title(), situation(memory, incident, at), series(memory), alerts);
  }

  private static Situation situation(Memory memory, Incident incident, Instant at) {
    String text = DetectedText.of(memory.title(), incident.symptom());
    Situation.Builder situation =
        incident
            .alertName()
            .map(name -> Situation.builder(alert(name, memory, text, at), at))
            .orElseGet(() -> Situation.builder(text, at));
    return situation.scope(memory.scope()).build();
  }

  private static Alert alert(String name, Memory memory, String text, Instant at) {
    Map<String, String> labels = new TreeMap<>(Map.of("alertname", name));
    String service = memory.scope().service();
    if (service != null) {
      labels.put("service", service);
    }
    return new Alert(labels, Map.of("description", text), at);
  }

  private static @Nullable String series(Memory memory) {
    return memory.tags().stream()
        .filter(tag -> tag.startsWith(SERIES_TAG))
        .map(tag -> tag.substring(SERIES_TAG.length()))
        .findFirst()
        .orElse(null);
  }

  /**
   * Returns whether this is the same thing again.
   *
   * @param other another incident
   * @return true if both are of one series; where this one has none, if both had the same alert
   */
  public boolean repeats(PastIncident other) {
    return series == null
        ? !Collections.disjoint(alerts, other.alerts)
        : series.equals(other.series);
  }
}
