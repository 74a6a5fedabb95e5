package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.alert.Alert;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;

/**
 * A time at which work is done, and nobody is told of what it brings.
 *
 * @param name what the team calls it
 * @param labels what an alert must have, all of them exactly; empty for every alert
 * @param span when
 */
public record MaintenancePart(String name, Map<String, String> labels, Span span) {

  /** Copies the map. */
  public MaintenancePart {
    labels = Map.copyOf(labels);
  }

  /** Returns whether an alert belongs to it. */
  public boolean covers(Alert alert, Instant at) {
    return span.covers(at)
        && labels.entrySet().stream()
            .allMatch(
                label -> alert.label(label.getKey()).filter(label.getValue()::equals).isPresent());
  }

  /** When it is. */
  public sealed interface Span {

    /** Returns whether a moment is in it. */
    boolean covers(Instant at);
  }

  /**
   * Once.
   *
   * @param from inclusive
   * @param to exclusive, later
   */
  public record Once(Instant from, Instant to) implements Span {

    @Override
    public boolean covers(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  /**
   * Every week, by the clock on a wall.
   *
   * @param days on which it begins
   * @param from inclusive
   * @param to exclusive; not later than {@code from} means on the next day
   * @param zone whose clock
   */
  public record Weekly(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone)
      implements Span {

    /** Copies the set. */
    public Weekly {
      days = Set.copyOf(days);
    }

    @Override
    public boolean covers(Instant at) {
      ZonedDateTime here = at.atZone(zone);
      LocalTime time = here.toLocalTime();
      boolean overnight = !to.isAfter(from);
      boolean begun = days.contains(here.getDayOfWeek()) && !time.isBefore(from);
      return (begun && (overnight || time.isBefore(to)))
          || (overnight && days.contains(here.getDayOfWeek().minus(1)) && time.isBefore(to));
    }
  }
}
