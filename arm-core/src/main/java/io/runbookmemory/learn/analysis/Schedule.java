package io.runbookmemory.learn.analysis;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When an activity is due. Implementations are immutable and thread-safe. */
@FunctionalInterface
public interface Schedule {

  /**
   * Returns when it is due next. What was missed, because nobody asked at its time, is due at once.
   *
   * @param last when it last ran, empty if it never did
   * @param since since when somebody asks: what goes by a calendar and never ran waits for its
   *     first time after this
   * @param now the time of asking
   * @return {@code now} if it is due, else later
   */
  Instant next(Optional<Instant> last, Instant since, Instant now);

  /**
   * Returns a schedule for any hour.
   *
   * @param every the time between two runs, positive
   * @return without quiet hours; what never ran is due at once
   */
  static Every every(Duration every) {
    return new Every(every, null);
  }

  /**
   * So long after it last ran and, if there are quiet hours, within them.
   *
   * @param every the time between two runs, positive
   * @param quiet the hours to which it is moved, or null for any
   */
  record Every(Duration every, @Nullable QuietHours quiet) implements Schedule {

    /** Checks the rules. */
    public Every {
      if (!every.isPositive()) {
        throw new IllegalArgumentException("every must be positive, got " + every);
      }
    }

    /**
     * Returns this schedule moved to quiet hours.
     *
     * @param hours when it may run
     * @return a copy
     */
    public Every within(QuietHours hours) {
      return new Every(every, hours);
    }

    @Override
    public Instant next(Optional<Instant> last, Instant since, Instant now) {
      Instant due = last.map(at -> at.plus(every)).filter(now::isBefore).orElse(now);
      return quiet == null ? due : quiet.from(due);
    }
  }

  /**
   * Hours of each day in which little else goes on. On a day on which the clock leaves all of them
   * out there are none.
   *
   * @param from the first time, inclusive
   * @param until the last one, exclusive; before {@code from} for hours past midnight
   * @param zone whose wall clock
   */
  record QuietHours(LocalTime from, LocalTime until, ZoneId zone) {

    /** Checks the rules. */
    public QuietHours {
      if (from.equals(until)) {
        throw new IllegalArgumentException("quiet hours must not end as they begin, got " + from);
      }
    }

    boolean has(Instant at) {
      LocalTime time = at.atZone(zone).toLocalTime();
      boolean after = !time.isBefore(from);
      boolean before = time.isBefore(until);
      return from.isBefore(until) ? after && before : after || before;
    }

    /** Returns the first time from another one on that lies in these hours. */
    Instant from(Instant at) {
      if (has(at)) {
        return at;
      }
      return Stream.iterate(at.atZone(zone).toLocalDate(), day -> day.plusDays(1))
          .flatMap(day -> beginnings(day).sorted())
          .filter(begin -> !begin.isBefore(at) && has(begin))
          .findFirst()
          .orElseThrow();
    }

    /** The first time, twice where the clock shows it twice, and when the clock is changed. */
    private Stream<Instant> beginnings(LocalDate day) {
      ZoneRules rules = zone.getRules();
      LocalDateTime begin = day.atTime(from);
      Stream<Instant> shown = rules.getValidOffsets(begin).stream().map(begin::toInstant);
      ZoneOffsetTransition change =
          rules.nextTransition(day.atStartOfDay(zone).toInstant().minusMillis(1));
      return change != null
              && change.getInstant().isBefore(day.plusDays(1).atStartOfDay(zone).toInstant())
          ? Stream.concat(shown, Stream.of(change.getInstant()))
          : shown;
    }
  }
}
