package io.runbookmemory.examples.daemon.idle;

import io.runbookmemory.Journal;
import io.runbookmemory.examples.daemon.budget.SloCounts;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.report.Period;
import io.runbookmemory.journal.report.WeeklyReport;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the report of each week that is over and archives it, whoever of several daemons looks
 * first; one that somebody wrote stays. For one thread.
 */
public final class WeeklyArchive {

  /** On Monday at six: what came late is there, and nobody has read it yet. */
  private static final Duration AFTER = Duration.ofHours(6);

  /** Nobody waits for it. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Journal journal;
  private final SloCounts counts;
  private final ZoneId zone;
  private @Nullable Instant archived;

  public WeeklyArchive(Journal journal, SloCounts counts, ZoneId zone) {
    this.journal = journal;
    this.counts = counts;
    this.zone = zone;
  }

  /**
   * Returns the report that was written, empty if none was due.
   *
   * @throws io.runbookmemory.error.ArmException if a store cannot answer
   */
  Optional<WeeklyReport> look(Instant now) {
    LocalDate monday =
        LocalDate.ofInstant(now.minus(AFTER), zone)
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    Period week = Period.week(monday.minusWeeks(1), zone);
    if (archived != null && !archived.isBefore(week.to())) {
      return Optional.empty();
    }
    boolean needless = hasNothingToTell(week) || isThere(week, now);
    Optional<WeeklyReport> written =
        needless
            ? Optional.empty()
            : Optional.of(
                journal.report(week, counts.spent(week.from(), week.to(), PATIENCE), now));
    archived = week.to();
    return written;
  }

  /** A team that begins has no week behind it. */
  private boolean hasNothingToTell(Period week) {
    return journal
        .incidents()
        .search(IncidentQuery.builder().to(week.to()).most(1).build())
        .isEmpty();
  }

  private boolean isThere(Period week, Instant now) {
    return journal.previousReport(now).filter(one -> !one.to().isBefore(week.to())).isPresent();
  }
}
