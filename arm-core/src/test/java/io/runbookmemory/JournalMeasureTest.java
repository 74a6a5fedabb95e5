package io.runbookmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalEvent.Measured;
import io.runbookmemory.journal.postmortem.ImpactMeter;
import io.runbookmemory.journal.postmortem.PostmortemDraft;
import io.runbookmemory.journal.postmortem.PostmortemSection;
import io.runbookmemory.journal.postmortem.Statement;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an incident did to an objective, measured from its counts. */
class JournalMeasureTest {

  private static final Instant T = Instant.parse("2026-03-04T03:00:00Z");
  private static final Slo SLO = Slo.builder("checkout-availability", "checkout", "0.999").build();

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final RunbookMemory memory = RunbookMemory.builder(store).clock(() -> at(60)).build();
  private final Journal journal = memory.journal();
  private final MemoryId id =
      journal
          .incidents()
          .open(
              new JournalEvent.Opened("Checkout fails", "", JournalEvent.Place.UNKNOWN, null, null),
              T,
              "ann")
          .id();

  private static Instant at(int minute) {
    return T.plusSeconds(60L * minute);
  }

  /** A thousand requests a minute from an hour before; some fail between two minutes. */
  private static SliSeries counts(int last, int failFrom, int failTo, int missingFrom) {
    SliSeries.Builder series = SliSeries.builder();
    for (int minute = -60; minute <= last; minute++) {
      if (minute < missingFrom || minute >= missingFrom + 10) {
        boolean fails = minute > failFrom && minute <= failTo;
        series.add(new SliSample(at(minute), fails ? 900 : 1000, 1000));
      }
    }
    return series.build();
  }

  private List<Statement> impact() {
    PostmortemDraft draft = journal.postmortem(id, null).orElseThrow();
    return draft.in(PostmortemSection.IMPACT);
  }

  @Test
  void theImpactIsThatOfTheTimeInWhichHarmWentOn() {
    journal.incidents().write(id, new JournalEvent.Mitigated(null), at(20), "ann");
    journal.incidents().write(id, new JournalEvent.Resolved(null), at(40), "ann");

    Measured measured =
        journal.measure(id, SLO, counts(60, 0, 10, 99), "checkout.csv", "ann").orElseThrow();

    assertThat(measured.to()).isEqualTo(at(20));
    assertThat(measured.total()).isEqualTo(20_000);
    assertThat(measured.good()).isEqualTo(19_000);
    assertThat(measured.observed()).isEqualTo(1.0);
    assertThat(measured.peakBurn()).isEqualTo(100.0);
    assertThat(measured.budgetSpent())
        .as("50 times too fast for 20 min of 30 d")
        .isBetween(.023, .0232);
    assertThat(impact())
        .singleElement()
        .returns(Statement.Kind.FACT, Statement::kind)
        .satisfies(line -> assertThat(line.sources()).hasSize(1))
        .satisfies(
            line ->
                assertThat(line.text())
                    .contains(
                        "1,000 of 20,000 requests of checkout-availability failed", "(5.00 %)")
                    .contains("2.3 % of the period's error budget")
                    .contains("at most 100.0 times too fast, at 2026-03-04T03:01:00Z")
                    .endsWith("(by checkout.csv)."));
  }

  @Test
  void whatWasNotObservedIsAGapBesideWhatWas() {
    journal.incidents().write(id, new JournalEvent.Resolved(null), at(20), "ann");

    assertThat(journal.measure(id, SLO, counts(60, 0, 10, 5), "checkout.csv", "ann")).isPresent();

    assertThat(impact())
        .extracting(Statement::kind)
        .containsExactly(Statement.Kind.FACT, Statement.Kind.GAP);
    assertThat(impact().getLast().text())
        .isEqualTo(
            "NO_DATA of checkout-availability from 2026-03-04T03:00:00Z to 2026-03-04T03:20:00Z:"
                + " 50 % of the time is there (by checkout.csv).");
    assertThat(impact().getLast().sources()).hasSize(1);
  }

  @Test
  void ofNoCountsAtAllNothingIsSaidButThatThereAreNone() {
    journal.incidents().write(id, new JournalEvent.Resolved(null), at(20), "ann");

    assertThat(journal.measure(id, SLO, counts(-5, 0, 0, 99), "checkout.csv", "ann")).isPresent();

    assertThat(impact())
        .singleElement()
        .returns(Statement.Kind.GAP, Statement::kind)
        .satisfies(line -> assertThat(line.text()).contains("NO_DATA", "there is none"));
  }

  @Test
  void anIncidentThatGoesOnIsMeasuredUpToNowAndTheLastMeasureCounts() {
    assertThat(journal.measure(id, SLO, counts(30, 0, 10, 99), "early.csv", "ann")).isPresent();
    Measured last =
        journal.measure(id, SLO, counts(60, 0, 50, 99), "late.csv", "ann").orElseThrow();

    assertThat(last.to()).isEqualTo(at(60));
    assertThat(impact()).singleElement().asString().contains("5,000 of 60,000", "late.csv");
    int entries = journal.incidents().get(id).orElseThrow().entries().size();
    assertThat(journal.measure(id, SLO, counts(60, 0, 50, 99), "late.csv", "ann")).isPresent();
    assertThat(journal.incidents().get(id).orElseThrow().entries()).hasSize(entries);
    assertThat(journal.measure(MemoryId.named("no", "such"), SLO, counts(1, 0, 0, 99), "x", "ann"))
        .isEmpty();
  }

  private List<String> unknown() {
    PostmortemDraft draft = journal.postmortem(id, null).orElseThrow();
    return draft.in(PostmortemSection.UNKNOWN).stream().map(Statement::text).toList();
  }

  private static final String DEAD =
      "measure the impact on checkout-availability gave an error: http://dead: refused";

  @Test
  void triesThatFailAreOneGapUntilOneSucceedsAndTakeNothingFromIt() {
    journal.incidents().write(id, new JournalEvent.Resolved(null), at(20), "ann");
    ImpactMeter meter = new ImpactMeter(journal.incidents(), () -> at(60));

    assertThat(meter.failed(id, SLO.name(), "http://dead: timed out", "ann")).isTrue();
    assertThat(meter.failed(id, SLO.name(), "http://dead: refused", "ann")).isTrue();

    assertThat(unknown()).containsOnlyOnce(DEAD).noneMatch(line -> line.contains("timed out"));
    assertThat(impact()).extracting(Statement::text).contains("Nobody measured the impact.");
    assertThat(journal.incidents().get(id).orElseThrow().entries())
        .noneMatch(entry -> entry.event() instanceof JournalEvent.Acted);

    assertThat(journal.measure(id, SLO, counts(60, 0, 10, 99), "checkout.csv", "ann")).isPresent();
    assertThat(meter.failed(id, SLO.name(), "http://dead: refused again", "ann")).isTrue();

    assertThat(unknown()).noneMatch(line -> line.contains("gave an error"));
    assertThat(impact()).singleElement().asString().contains("1,000 of 20,000", "checkout.csv");
  }

  @Test
  void aMeasureOfBeforeIsReadAndAReaderPassesOverWhatIsNewer() {
    measuredAs(1, "");
    assertThat(impact())
        .singleElement()
        .satisfies(
            line -> assertThat(line.text()).endsWith("23.0 % of the period's error budget."));

    measuredAs(
        2,
        ",\"observed\":0.5,\"peak_burn\":12.5,\"peak_at\":\"2026-03-04T03:05:00Z\""
            + ",\"source\":\"s\",\"of_a_newer_release\":1");
    assertThat(impact().getFirst().text()).contains("12.5 times too fast", "(by s).");
    assertThat(impact().getLast().text()).contains("50 % of the time is there");
  }

  private void measuredAs(int number, String more) {
    store
        .ledger(Tenant.DEFAULT)
        .append(
            List.of(
                new LedgerEntry(
                    new UUID(1, number),
                    new LedgerStream("incidents"),
                    "measured",
                    at(30),
                    id.toString(),
                    "{\"v\":1,\"by\":\"ann\",\"event\":{\"slo\":\"checkout-availability\","
                        + "\"from\":\"2026-03-04T03:00:00Z\",\"to\":\"2026-03-04T03:30:00Z\","
                        + "\"good\":98766,\"total\":100000,\"budget_spent\":0.23"
                        + more
                        + "}}")));
  }

  @Test
  void aMeasureIsWrittenAsItIsReadBack() {
    Measured written =
        journal.measure(id, SLO, counts(60, 0, 10, 5), "checkout.csv", "ann").orElseThrow();

    assertThat(journal.incidents().get(id).orElseThrow().entries().getLast().event())
        .isEqualTo(written);
    assertThat(
            store
                .ledger(Tenant.DEFAULT)
                .last(EntryFilter.of(new LedgerStream("incidents")))
                .orElseThrow()
                .entry()
                .body())
        .contains("\"observed\":", "\"peak_at\":\"2026-03-04T03:01:00Z\"");
  }
}
