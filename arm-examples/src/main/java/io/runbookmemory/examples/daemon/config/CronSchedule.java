package io.runbookmemory.examples.daemon.config;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.runbookmemory.learn.analysis.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A schedule by the calendar.
 *
 * @param expression the five fields of cron: minute, hour, day of the month, month, day of the week
 * @param zone whose wall clock. What would come in an hour that is left out comes the next time,
 *     and what comes in an hour that is there twice comes once
 */
record CronSchedule(String expression, ZoneId zone) implements Schedule {

  /** Something that never comes, such as 30 February, comes in a hundred years. */
  private static final long NEVER_DAYS = 36_525;

  /**
   * Checks the rules.
   *
   * @throws IllegalArgumentException if it is no such expression
   */
  public CronSchedule {
    parsed(expression);
  }

  private static Cron parsed(String expression) {
    return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
        .parse(expression)
        .validate();
  }

  @Override
  public Instant next(Optional<Instant> last, Instant since, Instant now) {
    Instant from = last.orElse(since);
    Instant due =
        ExecutionTime.forCron(parsed(expression))
            .nextExecution(from.atZone(zone))
            .map(ZonedDateTime::toInstant)
            .orElse(now.plus(Duration.ofDays(NEVER_DAYS)));
    return due.isBefore(now) ? now : due;
  }
}
