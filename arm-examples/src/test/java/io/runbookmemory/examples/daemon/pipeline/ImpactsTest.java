package io.runbookmemory.examples.daemon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.daemon.budget.SloCounts;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.JournalPolicy;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which incidents are measured, when, and how often. */
class ImpactsTest {

  private static final Instant T = Instant.parse("2026-03-01T03:00:00Z");
  private static final Instant END = T.plus(Duration.ofMinutes(10));

  private final IncidentJournal journal =
      new IncidentJournal(
          new ExactMemoryStore().ledger(Tenant.DEFAULT),
          new PatternRedactor(),
          JournalPolicy.DEFAULT,
          new Random(1));

  private Instant now = END.plus(Impacts.SETTLED);
  private int asked;
  private boolean down;
  private final Impacts impacts =
      new Impacts(
          journal,
          new SloCounts(
              List.of(
                  Slo.builder("answered", "checkout", "0.99").build(),
                  Slo.builder("fast", "checkout", "0.9").build(),
                  Slo.builder("found", "search", "0.9").build()),
              "http://prometheus:9090",
              this::read),
          () -> now);

  /** Another number each time, as a server that goes on counting gives. */
  private SliSeries read(Slo slo, Instant from, Instant to, Duration atMost) {
    asked++;
    if (down) {
      throw new UnavailableException("prometheus", "no answer, try " + asked);
    }
    SliSeries.Builder series = SliSeries.builder();
    for (Instant at = from.plusSeconds(60); !at.isAfter(to); at = at.plusSeconds(60)) {
      series.add(new SliSample(at, 10, 20 + asked));
    }
    return series.build();
  }

  private MemoryId incident(String service) {
    return journal
        .open(
            new JournalEvent.Opened(
                "Carts are empty", "", new Place(service, "prod", null, null), null, null),
            T,
            "ann")
        .id();
  }

  private MemoryId ended(String service) {
    MemoryId id = incident(service);
    journal.write(id, new JournalEvent.Resolved("rolled back"), END, "ann");
    return id;
  }

  private List<JournalEvent.Measured> measured(MemoryId id) {
    return journal.get(id).orElseThrow().entries().stream()
        .map(JournalEntry::event)
        .filter(JournalEvent.Measured.class::isInstance)
        .map(JournalEvent.Measured.class::cast)
        .toList();
  }

  private void look() {
    impacts.measure(() -> false);
  }

  @Test
  void eachObjectiveOfTheServiceIsMeasuredOnceThoughItsCountsGoOnChanging() {
    MemoryId id = ended("checkout");
    look();
    now = now.plus(Duration.ofHours(1));
    look();
    new Impacts(
            journal,
            new SloCounts(List.of(Slo.builder("fast", "checkout", "0.9").build()), "", this::read),
            () -> now)
        .measure(() -> false);

    assertThat(measured(id))
        .extracting(JournalEvent.Measured::slo)
        .containsExactly("answered", "fast");
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void nothingIsAskedForWhileItGoesOnOrItsLastMinuteMayBeMissing() {
    incident("checkout");
    look();
    ended("checkout");
    now = now.minusSeconds(1);
    look();
    assertThat(asked).isZero();
    now = now.plusSeconds(1);
    look();
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void whatIsTakenUpAgainIsMeasuredAgainAtItsNextEnd() {
    MemoryId id = ended("checkout");
    look();
    journal.write(id, new JournalEvent.Reopened("it is back"), END.plusSeconds(60), "ann");
    Instant later = END.plus(Duration.ofMinutes(5));
    journal.write(id, new JournalEvent.Resolved(null), later, "ann");
    now = later.plus(Impacts.SETTLED);
    look();

    assertThat(measured(id))
        .extracting(JournalEvent.Measured::to)
        .containsExactly(END, END, later, later);
  }

  @Test
  void theObjectiveThatAnAlertNamedIsMeasuredWhateverItsService() {
    MemoryId id = ended("gateway");
    journal.write(id, new JournalEvent.Judged(Verdict.PAGE, "found", "it burns"), T, "arm");
    look();
    assertThat(measured(id)).extracting(JournalEvent.Measured::slo).containsExactly("found");
  }

  @Test
  void aFailureIsSaidOnceAndTriedAgainUntilItIsMeasured() {
    MemoryId id = ended("search");
    down = true;
    look();
    look();
    assertThat(asked).as("tries within ten minutes").isEqualTo(1);
    now = now.plus(Duration.ofMinutes(10));
    look();
    assertThat(asked).isEqualTo(2);
    assertThat(measured(id))
        .extracting(JournalEvent.Measured::failure)
        .hasSize(1)
        .doesNotContainNull();
    down = false;
    now = now.plus(Duration.ofMinutes(10));
    look();
    now = now.plus(Duration.ofMinutes(10));
    look();
    assertThat(measured(id)).hasSize(2);
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void whatEndedLongAgoIsLeftAlone() {
    MemoryId id = ended("checkout");
    now = END.plus(Duration.ofDays(1));
    look();
    assertThat(measured(id)).isEmpty();
  }

  @Test
  void whoIsToldToStopWritesNoFailure() {
    MemoryId id = ended("search");
    down = true;
    impacts.measure(() -> asked > 0);
    assertThat(measured(id)).isEmpty();
    down = false;
    look();
    assertThat(measured(id)).hasSize(1);
  }
}
