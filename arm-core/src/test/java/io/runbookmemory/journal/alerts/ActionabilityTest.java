package io.runbookmemory.journal.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.AlertHistory;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.ActResult;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.JournalPolicy;
import io.runbookmemory.journal.postmortem.ImpactMeter;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.oncall.noise.NoiseControl;
import io.runbookmemory.oncall.noise.NoisePolicy;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.tool.ToolEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ActionabilityTest {

  private static final Instant T = Instant.parse("2026-03-01T03:00:00Z");
  private static final Place CHECKOUT = new Place("checkout", "prod", null, null);

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final AlertLog log = new AlertLog(store.ledger(Tenant.DEFAULT));
  private final IncidentJournal journal =
      new IncidentJournal(
          store.ledger(Tenant.DEFAULT),
          new PatternRedactor(),
          JournalPolicy.DEFAULT,
          new Random(1));
  private final NoiseControl noise =
      new NoiseControl(NoisePolicy.DEFAULT, AlertHistory.byLabels(log));

  /** Fires an alert daily, for some minutes each; people act on the first of them. */
  private void daily(String name, int days, int minutes, int actedOn) {
    for (int day = 0; day < days; day++) {
      Instant begin = T.plus(Duration.ofDays(day));
      Alert alert = new Alert(Map.of("alertname", name, "service", "checkout"), Map.of(), begin);
      noise.firing(alert, Verdict.PAGE, begin);
      noise.firing(alert, Verdict.PAGE, begin.plusSeconds(30));
      MemoryId id = journal.open(alert, CHECKOUT, begin, "am").incident().id();
      Instant end = begin.plus(Duration.ofMinutes(minutes));
      if (day < actedOn) {
        journal.write(id, new JournalEvent.Acknowledged(), begin.plusSeconds(60), "ann");
      }
      noise.resolved(alert, end);
      journal.ended(alert, end, "am");
    }
  }

  /** Fires an alert once and says something of it, at some minute of the ten that it fires. */
  private AlertScore once(JournalEvent said, String by, long minute) {
    daily("Once", 1, 10, 0);
    MemoryId id = journal.search(IncidentQuery.builder().build()).getFirst().id();
    journal.write(id, said, T.plus(Duration.ofMinutes(minute)), by);
    return only();
  }

  private static JournalEvent called(ActResult result, ToolEffect effect) {
    return new JournalEvent.Acted("tool {}", result, "", null, null, effect);
  }

  @Test
  void whatAToolOnlyLookedUpIsNoAct() {
    assertThat(once(called(ActResult.NO_DATA, ToolEffect.READ_ONLY), "agent", 3))
        .returns(0, AlertScore::actedOn)
        .returns(1, AlertScore::byItself);
    assertThat(once(called(ActResult.DONE, ToolEffect.READ_ONLY), "agent", 4).actedOn()).isZero();
    assertThat(once(called(ActResult.SKIPPED, ToolEffect.DESTRUCTIVE), "agent", 5).actedOn())
        .isZero();
    assertThat(once(called(ActResult.DONE, ToolEffect.REVERSIBLE), "agent", 6).actedOn()).isOne();
  }

  @Test
  void whoSaysWhatEndedItActedThoughNobodyTookItOn() {
    assertThat(once(new JournalEvent.Resolved("rolled back v42"), "ann", 9))
        .returns(1, AlertScore::actedOn)
        .returns(0, AlertScore::byItself);
  }

  @Test
  void aWordOnTheEndCountsAfterItToo() {
    assertThat(once(new JournalEvent.Resolved(null), "ann", 12).actedOn()).isZero();
    assertThat(once(new JournalEvent.Acknowledged(), "ann", 13).actedOn()).isZero();
    assertThat(once(new JournalEvent.CauseFound("v42 leaks"), "ann", 600).actedOn()).isOne();
  }

  @Test
  void aWordOnTheEndIsOfTheLastEpisodeBeforeIt() {
    daily("Once", 1, 10, 0);
    Instant again = T.plus(Duration.ofMinutes(20));
    Alert alert = new Alert(Map.of("alertname", "Once", "service", "checkout"), Map.of(), again);
    noise.firing(alert, Verdict.PAGE, again);
    MemoryId id = journal.open(alert, CHECKOUT, again, "am").incident().id();
    noise.resolved(alert, again.plusSeconds(60));
    journal.ended(alert, again.plusSeconds(60), "am");
    journal.write(id, new JournalEvent.Resolved("rolled back"), again.plusSeconds(90), "ann");

    assertThat(only()).returns(2, AlertScore::episodes).returns(1, AlertScore::actedOn);
  }

  private AlertScore only() {
    List<AlertRecord> records = log.between(T, T.plus(Duration.ofDays(400)));
    List<AlertScore> scores = Actionability.of(journal).scores(Episode.of(records));
    assertThat(scores).hasSize(1);
    return scores.getFirst();
  }

  @Test
  void anAlertThatNobodyEverActsOnIsToBeDeleted() {
    daily("Useless", 40, 120, 0);

    assertThat(only())
        .returns(Advice.DELETE, AlertScore::advice)
        .returns(40, AlertScore::episodes)
        .returns(40, AlertScore::pages)
        .returns(0, AlertScore::actedOn)
        .returns(40, AlertScore::byItself)
        .returns(40, AlertScore::duplicates)
        .returns(Duration.ofHours(2), AlertScore::median)
        .returns("somebody acted on 0 of 40 (at most 6 % of the time): delete it", AlertScore::why);
  }

  @Test
  void thatNobodyCouldMeasureTheHarmIsNoActAgainstIt() {
    daily("Useless", 40, 120, 0);
    ImpactMeter meter = new ImpactMeter(journal, () -> T.plus(Duration.ofDays(400)));
    journal
        .search(IncidentQuery.builder().most(100).build())
        .forEach(
            one -> assertThat(meter.failed(one.id(), "availability", "no answer", "ann")).isTrue());

    assertThat(only())
        .returns(0, AlertScore::actedOn)
        .returns(40, AlertScore::byItself)
        .returns(Advice.DELETE, AlertScore::advice);
  }

  @Test
  void oneThatEndsSoonByItselfIsToWaitLonger() {
    daily("Blip", 20, 4, 1);

    assertThat(only().advice()).isEqualTo(Advice.WAIT_LONGER);
    assertThat(only().why()).endsWith("within 240 s: let it wait that long before it fires");
  }

  @Test
  void oneThatPeopleActOnSeldomIsATicket() {
    daily("Seldom", 30, 120, 6);

    assertThat(only().advice()).isEqualTo(Advice.TICKET);
  }

  @Test
  void oneThatPeopleActOnAndOneOfWhichLittleIsKnownAreKept() {
    daily("Useful", 30, 60, 25);
    assertThat(only().advice()).isEqualTo(Advice.KEEP);
  }

  @Test
  void twoQuietEpisodesAreNoReasonForAnything() {
    daily("New", 2, 120, 0);
    assertThat(only().advice()).isEqualTo(Advice.KEEP);
  }

  @Test
  void aReportThatIsWrittenTwiceStandsOnceAndAnEndWithoutABeginningCountsForNothing() {
    JournalEvent.AlertName name = new JournalEvent.AlertName("X", "0123456789abcdef");
    AlertRecord ended = new AlertRecord(T, name, CHECKOUT, Verdict.LOG, Fate.ENDED);
    log.append(List.of(ended, ended));
    log.append(List.of(ended));

    assertThat(log.between(T, T.plusSeconds(1))).containsExactly(ended);
    assertThat(Episode.of(List.of(ended))).isEmpty();
  }

  @Test
  void whatNeverEndsIsAnEpisodeStill() {
    JournalEvent.AlertName name = new JournalEvent.AlertName("X", "0123456789abcdef");
    List<AlertRecord> records =
        List.of(
            new AlertRecord(T.plusSeconds(60), name, CHECKOUT, Verdict.PAGE, Fate.NOTIFIED),
            new AlertRecord(T, name, CHECKOUT, Verdict.TICKET, Fate.NOTIFIED));

    assertThat(Episode.of(records))
        .containsExactly(new Episode(name, CHECKOUT, Verdict.PAGE, T, null, 2, 0));
  }
}
