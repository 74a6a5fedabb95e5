package io.runbookmemory.examples.daemon.idle;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.daemon.budget.SloCounts;
import io.runbookmemory.journal.JournalEvent.Opened;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.report.BudgetLine;
import io.runbookmemory.journal.report.WeeklyReport;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeeklyArchiveTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** A Monday in winter, by an hour later in Berlin. */
  private static final Instant MONDAY = Instant.parse("2026-11-15T23:00:00Z");

  private final RunbookMemory memory =
      RunbookMemory.builder(new ExactMemoryStore()).clock(() -> MONDAY).build();

  private WeeklyArchive archive(SloCounts counts) {
    return new WeeklyArchive(memory.journal(), counts, BERLIN);
  }

  private void incident(Instant at) {
    memory
        .journal()
        .incidents()
        .open(new Opened("Slow", "", new Place("shop", null, null, null), null, null), at, "ann");
  }

  @Test
  void aWeekIsArchivedOnceOnMondayAtSixWhoeverLooks() {
    incident(MONDAY.minus(Duration.ofDays(2)));
    WeeklyArchive one = archive(SloCounts.NONE);
    Instant six = MONDAY.plus(Duration.ofHours(6));

    assertThat(one.look(six.minusSeconds(1))).as("the week is not over for long").isEmpty();
    WeeklyReport written = one.look(six).orElseThrow();
    assertThat(written.to()).isEqualTo(MONDAY);
    assertThat(written.incidents()).hasSize(1);
    assertThat(one.look(six.plusSeconds(60))).isEmpty();
    assertThat(archive(SloCounts.NONE).look(six.plusSeconds(90))).as("another one").isEmpty();
    assertThat(memory.journal().previousReport(six)).contains(written);
    assertThat(one.look(six.plus(Duration.ofDays(7)))).isPresent();
  }

  @Test
  void whereNothingEverHappenedNothingIsArchived() {
    assertThat(archive(SloCounts.NONE).look(MONDAY.plus(Duration.ofDays(1)))).isEmpty();
    incident(MONDAY.plusSeconds(60));
    assertThat(archive(SloCounts.NONE).look(MONDAY.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void budgetsAreInItAsFarAsTheyCanBeRead() {
    incident(MONDAY.minus(Duration.ofDays(2)));
    Slo slo = Slo.builder("shop-requests", "shop", "0.99").build();
    Slo away = Slo.builder("away", "shop", "0.99").build();
    SloCounts counts =
        new SloCounts(
            List.of(slo, away),
            "http://prometheus",
            (asked, from, to, atMost) -> {
              if (asked.equals(away)) {
                throw new UnavailableException("prometheus", "is away");
              }
              return hours(from, to);
            });

    WeeklyReport report = archive(counts).look(MONDAY.plus(Duration.ofHours(7))).orElseThrow();

    assertThat(report.budgets()).extracting(BudgetLine::slo).containsExactly("shop-requests");
    assertThat(report.budgets().getFirst().spent()).isPositive();
    assertThat(report.notLookedAt()).containsExactly("away");
  }

  /** A thousand requests an hour, of which one in a thousand fails. */
  private static SliSeries hours(Instant from, Instant to) {
    List<SliSample> hours = new ArrayList<>();
    for (Instant at = from; !at.isAfter(to); at = at.plus(Duration.ofHours(1))) {
      hours.add(new SliSample(at, 999, 1000));
    }
    return SliSeries.of(hours);
  }
}
