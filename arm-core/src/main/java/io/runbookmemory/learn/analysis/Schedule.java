package io.runbookmemory.learn.analysis;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When an activity is due: so long after it last ran and, if there are quiet hours, within them.
 *
 * @param every the time between two runs, positive
 * @param quiet the hours to which it is moved, or null for any
 */
public record Schedule(Duration every, @Nullable QuietHours quiet) {

  /**
   * Hours of each day in which little else goes on.
   *
   * @param from the first time, inclusive
   * @param until the last one, exclusive; before {@code from} for hours past midnight
   * @param zone whose wall clock
   */
  public record QuietHours(LocalTime from, LocalTime until, ZoneId zone) {

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
  }

  /** Checks the rules. */
  public Schedule {
    if (!every.isPositive()) {
      throw new IllegalArgumentException("every must be positive, got " + every);
    }
  }

  /**
   * Returns a schedule for any hour.
   *
   * @param every the time between two runs, positive
   * @return without quiet hours
   */
  public static Schedule every(Duration every) {
    return new Schedule(every, null);
  }

  /**
   * Returns this schedule moved to quiet hours.
   *
   * @param hours when it may run
   * @return a copy
   */
  public Schedule within(QuietHours hours) {
    return new Schedule(every, hours);
  }

  /**
   * Returns whether it is due.
   *
   * @param last when it last ran, empty if it never did
   * @param now the time of asking
   * @return whether to run it
   */
  public boolean isDue(Optional<Instant> last, Instant now) {
    return last.map(at -> !now.isBefore(at.plus(every))).orElse(true)
        && (quiet == null || quiet.has(now));
  }
}
