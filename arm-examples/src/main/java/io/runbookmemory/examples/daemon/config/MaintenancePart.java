package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.alert.Alert;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
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
   * Every week, by the clock on a wall, each time once: in an hour that the clock shows twice it
   * begins and ends in the first.
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
      LocalDate today = at.atZone(zone).toLocalDate();
      return isWithin(today, at) || isWithin(today.minusDays(1), at);
    }

    /** Each has one beginning and one end, whatever the clock shows twice. */
    private boolean isWithin(LocalDate day, Instant at) {
      LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
      return days.contains(day.getDayOfWeek())
          && !at.isBefore(instant(day.atTime(from)))
          && at.isBefore(instant(last.atTime(to)));
    }

    /** Returns when the clock first shows a time; of one that it leaves out, when it jumps. */
    private Instant instant(LocalDateTime time) {
      ZoneOffsetTransition jump = zone.getRules().getTransition(time);
      return jump != null && jump.isGap()
          ? jump.getInstant()
          : time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
  }
}
