package io.runbookmemory.connectors.markdown;

import io.runbookmemory.memory.content.Incident;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When an incident began, was noticed, mitigated and resolved, collected from fields and from the
 * entries of a timeline. What a field says goes before what an entry says. Not thread-safe.
 */
final class Milestones {

  /** A clock that goes back by more than this has passed midnight; by less, a line is misplaced. */
  private static final Duration NEXT_DAY = Duration.ofHours(12);

  private final @Nullable LocalDate day;
  private final WrittenZone zone;
  private final Map<Milestone, Instant> fields = new EnumMap<>(Milestone.class);
  private final Map<Milestone, Instant> entries = new EnumMap<>(Milestone.class);
  private boolean clocks;

  /**
   * Starts with nothing.
   *
   * @param day the day of times that name none, or null if it is unknown
   * @param zone the zone of times that name none
   */
  Milestones(@Nullable LocalDate day, WrittenZone zone) {
    this.day = day;
    this.zone = zone;
  }

  /** Takes {@code Detected at} and {@code 2026-03-02 14:02 UTC}. */
  void field(String name, String value) {
    Optional<Milestone> milestone = Milestone.named(name);
    if (milestone.isPresent()) {
      WrittenTime.first(value)
          .flatMap(time -> time.on(day, zone))
          .ifPresent(time -> fields.putIfAbsent(milestone.get(), time));
    }
  }

  /** Takes the entries of a timeline: lines of text, of a list or of a table that have a time. */
  void timeline(SourceSection section) {
    WrittenZone in = WrittenZone.first(section.name() + "\n" + section.markdown()).orElse(zone);
    @Nullable LocalDate today = WrittenDay.first(section.name()).orElse(day);
    @Nullable Instant before = null;
    boolean headed = false;
    for (String line : (Iterable<String>) section.markdown().lines()::iterator) {
      today = WrittenDay.first(line).orElse(today);
      WrittenTime time = WrittenTime.first(line).orElse(null);
      if (time == null) {
        // Below a heading with a time stands what happened at it.
        headed &= !line.startsWith("#");
        if (headed && before != null) {
          entry(line, before);
        }
        continue;
      }
      clocks = true;
      headed = line.startsWith("#");
      Instant at = time.on(today, in).orElse(null);
      if (at != null
          && before != null
          && today != null
          && time.day() == null
          && passed(before, at)) {
        today = today.plusDays(1);
        at = time.on(today, in).orElse(at);
      }
      if (at != null) {
        before = at;
        entry(time.words(), at);
      }
    }
  }

  private static boolean passed(Instant before, Instant at) {
    return Duration.between(at, before).compareTo(NEXT_DAY) > 0;
  }

  private void entry(String words, Instant at) {
    for (Milestone milestone : Milestone.values()) {
      if (milestone.isIn(words)) {
        // The last word on the end counts, and the first one on everything before it.
        entries.merge(milestone, at, milestone == Milestone.RESOLVED ? (a, b) -> b : (a, b) -> a);
      }
    }
  }

  /** Returns whether a timeline had times of day at all, told or not. */
  boolean hasClocks() {
    return clocks;
  }

  /** Returns a time, if it is known and in line with the others. */
  Optional<Instant> at(Milestone milestone) {
    Instant found = get(milestone);
    if (found == null) {
      return Optional.empty();
    }
    Instant opened = get(Milestone.OPENED);
    Instant resolved = get(Milestone.RESOLVED);
    boolean early = milestone != Milestone.DETECTED && opened != null && found.isBefore(opened);
    boolean late = milestone == Milestone.MITIGATED && resolved != null && found.isAfter(resolved);
    return early || late ? Optional.empty() : Optional.of(found);
  }

  private @Nullable Instant get(Milestone milestone) {
    return fields.getOrDefault(milestone, entries.get(milestone));
  }

  Incident.Builder writeTo(Incident.Builder incident) {
    return incident
        .openedAt(at(Milestone.OPENED).orElse(null))
        .detectedAt(at(Milestone.DETECTED).orElse(null))
        .mitigatedAt(at(Milestone.MITIGATED).orElse(null))
        .resolvedAt(at(Milestone.RESOLVED).orElse(null));
  }
}
