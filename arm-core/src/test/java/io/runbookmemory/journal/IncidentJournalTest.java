package io.runbookmemory.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.JournalEvent.Acknowledged;
import io.runbookmemory.journal.JournalEvent.Acted;
import io.runbookmemory.journal.JournalEvent.CauseFound;
import io.runbookmemory.journal.JournalEvent.Mitigated;
import io.runbookmemory.journal.JournalEvent.Noted;
import io.runbookmemory.journal.JournalEvent.Opened;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.JournalEvent.Resolved;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IncidentJournalTest {

  private static final Instant T = Instant.parse("2026-03-01T03:00:00Z");
  private static final Place CHECKOUT = new Place("checkout", "prod", null, null);

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final Ledger ledger = store.ledger(Tenant.DEFAULT);
  private final IncidentJournal journal = journal(1);

  private IncidentJournal journal(long seed) {
    return new IncidentJournal(
        ledger, new PatternRedactor(), JournalPolicy.DEFAULT, new Random(seed));
  }

  private static Instant at(long minutes) {
    return T.plus(Duration.ofMinutes(minutes));
  }

  private static Alert alert(String name, Instant since) {
    return new Alert(
        Map.of("alertname", name, "service", "checkout", "severity", "critical"),
        Map.of("summary", name + " on checkout", "description", "5xx above 2 %"),
        since);
  }

  private JournalIncident opened() {
    return journal.open(alert("HighErrorRate", T), CHECKOUT, at(1), "alertmanager").incident();
  }

  private long entries() {
    return ledger.read(EntryFilter.of(JournalCodec.STREAM), 0, 1000).size();
  }

  @Test
  void anAlertOpensAnIncidentThatKnowsWhenHarmBeganAndWhenItWasNoticed() {
    Opening opening = journal.open(alert("HighErrorRate", T), CHECKOUT, at(1), "alertmanager");

    assertThat(opening.how()).isEqualTo(Opening.How.NEW);
    JournalIncident incident = opening.incident();
    assertThat(incident.title()).isEqualTo("HighErrorRate on checkout");
    assertThat(incident.severity()).contains(Severity.SEV1);
    assertThat(incident.times().openedAt()).isEqualTo(T);
    assertThat(incident.times().toDetect()).contains(Duration.ofMinutes(1));
    assertThat(incident.state()).isEqualTo(IncidentState.OPEN);
    assertThat(journal.open()).containsExactly(incident);
  }

  @Test
  void aWebhookThatComesTwiceIsWrittenOnce() {
    JournalIncident first = opened();
    long before = entries();

    Opening again = journal.open(alert("HighErrorRate", T), CHECKOUT, at(6), "alertmanager");

    assertThat(again.how()).isEqualTo(Opening.How.KNOWN);
    assertThat(again.incident()).isEqualTo(first);
    assertThat(entries()).isEqualTo(before);
  }

  @Test
  void twoDaemonsThatAreToldOfOneAlertOpenOneIncident() {
    JournalIncident one = opened();
    IncidentJournal other = journal(2);
    Alert inOtherWords =
        new Alert(alert("HighErrorRate", T).labels(), Map.of("summary", "5xx at 3 %"), T);

    Opening theirs = other.open(inOtherWords, CHECKOUT, at(2), "alertmanager");

    assertThat(theirs.how()).isEqualTo(Opening.How.KNOWN);
    assertThat(theirs.incident().id()).isEqualTo(one.id());
    assertThat(other.open()).hasSize(1);
  }

  @Test
  void anAlertThatFiresAgainSoonAfterTheEndTakesTheIncidentUpAgain() {
    MemoryId id = opened().id();
    journal.ended(alert("HighErrorRate", T), at(10), "alertmanager");
    assertThat(journal.open()).isEmpty();

    Opening again = journal.open(alert("HighErrorRate", at(25)), CHECKOUT, at(26), "am");

    assertThat(again.how()).isEqualTo(Opening.How.AGAIN);
    assertThat(again.incident().id()).isEqualTo(id);
    assertThat(again.incident().reopenings()).isEqualTo(1);
    assertThat(again.incident().times().resolvedAt()).isNull();

    journal.ended(alert("HighErrorRate", at(25)), at(40), "am");
    Opening later = journal.open(alert("HighErrorRate", at(100)), CHECKOUT, at(101), "am");
    assertThat(later.how()).isEqualTo(Opening.How.NEW);
    assertThat(later.incident().id()).isNotEqualTo(id);
  }

  @Test
  void anAlertOfLongAgoThatIsToldLateOpensNothing() {
    opened();
    journal.ended(alert("HighErrorRate", T), at(10), "am");

    Opening late = journal.open(alert("HighErrorRate", T), CHECKOUT, at(200), "am");

    assertThat(late.how()).isEqualTo(Opening.How.KNOWN);
    assertThat(journal.open()).isEmpty();
  }

  @Test
  void anIncidentEndsWithTheLastOfItsAlerts() {
    MemoryId id = opened().id();
    journal.attach(id, alert("QueueGrows", at(2)), "ann");

    assertThat(journal.ended(alert("HighErrorRate", T), at(9), "am").orElseThrow().state())
        .isEqualTo(IncidentState.OPEN);
    assertThat(journal.ended(alert("QueueGrows", at(2)), at(12), "am").orElseThrow().times())
        .returns(at(12), IncidentTimes::resolvedAt);
  }

  @Test
  void anAlertThatBeganAtTheSameMomentIsAnotherOneAllTheSame() {
    MemoryId id = opened().id();
    journal.attach(id, alert("QueueGrows", T), "ann");

    assertThat(journal.ended(alert("HighErrorRate", T), at(9), "am").orElseThrow().state())
        .isEqualTo(IncidentState.OPEN);
    assertThat(journal.ended(alert("QueueGrows", T), at(12), "am").orElseThrow().times())
        .returns(at(12), IncidentTimes::resolvedAt);
  }

  @Test
  void theEndOfAnAlertThatNobodyOpenedWritesNothing() {
    assertThat(journal.ended(alert("HighErrorRate", T), at(9), "am")).isEmpty();
    assertThat(entries()).isZero();
  }

  @Test
  void whatComesLateStandsWhereItBelongs() {
    MemoryId id = opened().id();
    journal.write(id, new Resolved("rolled back"), at(30), "ann");
    journal.write(id, new Mitigated("traffic drained"), at(12), "bob");
    JournalIncident incident = journal.write(id, new Acknowledged(), at(3), "ann").orElseThrow();

    assertThat(incident.state()).isEqualTo(IncidentState.RESOLVED);
    assertThat(incident.times().toAcknowledge()).contains(Duration.ofMinutes(3));
    assertThat(incident.times().toMitigate()).contains(Duration.ofMinutes(12));
    assertThat(incident.times().toResolve()).contains(Duration.ofMinutes(30));
    assertThat(incident.resolution()).contains("rolled back");
    assertThat(incident.entries()).extracting(JournalEntry::at).isSorted();
  }

  @Test
  void whateverTheOrderInWhichEntriesArriveTheIncidentIsTheSame() {
    MemoryId id = opened().id();
    journal.write(id, new Acknowledged(), at(2), "ann");
    journal.write(id, new Mitigated(null), at(8), "ann");
    journal.write(id, new JournalEvent.Reopened("5xx again"), at(9), "ann");
    journal.write(id, new Noted("a deploy went out at 02:55", null), at(10), "bob");
    journal.write(id, new Resolved("rolled back"), at(20), "ann");
    JournalIncident told = journal.get(id).orElseThrow();
    List<LedgerEntry> written =
        new ArrayList<>(
            ledger.read(EntryFilter.of(JournalCodec.STREAM), 0, 100).stream()
                .map(posted -> posted.entry())
                .toList());
    for (long seed = 0; seed < 20; seed++) {
      Collections.shuffle(written, new Random(seed));
      Ledger other = new ExactMemoryStore().ledger(Tenant.DEFAULT);
      written.forEach(entry -> other.append(List.of(entry)));

      JournalIncident shuffled =
          new IncidentJournal(other, new PatternRedactor(), JournalPolicy.DEFAULT, new Random(seed))
              .get(id)
              .orElseThrow();

      assertThat(shuffled.times()).as("seed %d", seed).isEqualTo(told.times());
      assertThat(shuffled.state()).isEqualTo(IncidentState.RESOLVED);
      assertThat(shuffled.reopenings()).isEqualTo(1);
    }
  }

  @Test
  void secretsAreTakenOutBeforeAnythingIsWritten() {
    MemoryId id = opened().id();
    journal.write(id, new Noted("password=hunter2-very-secret worked", null), at(4), "ann");

    assertThat(ledger.read(EntryFilter.of(JournalCodec.STREAM), 0, 100))
        .extracting(posted -> posted.entry().body())
        .noneMatch(body -> body.contains("hunter2"));
  }

  @Test
  void whatANewerReleaseWroteIsKeptAndPassedOver() {
    MemoryId id = opened().id();
    ledger.append(
        List.of(
            new LedgerEntry(
                new UUID(1, 2),
                JournalCodec.STREAM,
                "voted",
                at(5),
                id.toString(),
                "{\"v\":2,\"by\":\"ann\",\"event\":{\"for\":\"x\"}}")));

    JournalIncident incident = journal.get(id).orElseThrow();

    assertThat(incident.entries())
        .extracting(JournalEntry::event)
        .contains(new JournalEvent.Unknown("voted"));
  }

  @Test
  void anEntryWithAValueThatThisReleaseDoesNotKnowHidesNoOther() {
    MemoryId id = opened().id();
    ledger.append(
        List.of(
            new LedgerEntry(
                new UUID(1, 3),
                JournalCodec.STREAM,
                "acted",
                at(5),
                id.toString(),
                "{\"v\":1,\"by\":\"ann\",\"event\":{\"action\":\"x\",\"result\":\"half_done\","
                    + "\"detail\":\"\"}}")));

    JournalIncident incident =
        journal.write(id, new Resolved("rolled back"), at(9), "ann").orElseThrow();

    assertThat(incident.entries())
        .extracting(JournalEntry::event)
        .contains(new JournalEvent.Unknown("acted"));
    assertThat(incident.state()).isEqualTo(IncidentState.RESOLVED);
  }

  @Test
  void incidentsAreFoundByWordsAlertServiceAndTime() {
    JournalIncident one = opened();
    journal.write(one.id(), new Noted("heap dump shows the session cache", null), at(5), "ann");
    JournalIncident other =
        journal.open(
            new Opened(
                "Login is slow", "p99 at 4 s", new Place("auth", "prod", null, null), null, null),
            at(300),
            "cy");

    assertThat(journal.search(IncidentQuery.builder().text("heap dumps").build()))
        .extracting(JournalIncident::id)
        .containsExactly(one.id());
    assertThat(journal.search(IncidentQuery.builder().alert("HighErrorRate").build())).hasSize(1);
    assertThat(journal.search(IncidentQuery.builder().service("auth").build()))
        .containsExactly(other);
    assertThat(journal.search(IncidentQuery.builder().from(T).to(at(300)).build())).hasSize(1);
    assertThat(journal.search(IncidentQuery.builder().text("zebra").build())).isEmpty();
    assertThat(journal.search(IncidentQuery.builder().endedFrom(T).build())).isEmpty();
    journal.write(one.id(), new JournalEvent.Resolved(null), at(900), "ann");
    assertThat(journal.search(IncidentQuery.builder().endedFrom(at(900)).build())).hasSize(1);
    assertThat(journal.search(IncidentQuery.builder().endedFrom(at(901)).build())).isEmpty();
    assertThat(journal.search(IncidentQuery.builder().build()))
        .extracting(JournalIncident::id)
        .containsExactly(other.id(), one.id());
  }

  @Test
  void aHistoryCountsAndTellsTheUsualWayOut() {
    for (int month = 0; month < 3; month++) {
      Instant begin = T.plus(Duration.ofDays(31L * month));
      MemoryId id =
          journal
              .open(alert("HighErrorRate" + month, begin), CHECKOUT, begin, "am")
              .incident()
              .id();
      journal.write(id, done("Restart the pods", Effect.NO_EFFECT), begin.plusSeconds(60), "ann");
      if (month != 1) {
        journal.write(id, done("roll back", Effect.RESOLVED), begin.plusSeconds(120), "ann");
        journal.write(id, new Resolved(null), begin.plusSeconds(600L * (month + 1)), "ann");
      }
    }
    IncidentHistory history =
        IncidentHistory.of(journal.search(IncidentQuery.builder().build()), ZoneOffset.UTC);

    assertThat(history.count()).isEqualTo(3);
    assertThat(history.open()).isEqualTo(1);
    assertThat(history.byMonth())
        .containsEntry(YearMonth.of(2026, 3), 1)
        .containsEntry(YearMonth.of(2026, 4), 1);
    assertThat(history.toResolve())
        .isEqualTo(new IncidentHistory.Spread(2, Duration.ofMinutes(20), Duration.ofMinutes(20)));
    assertThat(history.path())
        .containsExactly(
            new IncidentHistory.PathStep("Restart the pods", 3, 0, 0),
            new IncidentHistory.PathStep("roll back", 2, 2, 0));
  }

  private static Acted done(String action, Effect effect) {
    return new Acted(action, ActResult.DONE, "", effect, null);
  }

  @Test
  void theMemoryOfAnIncidentIsADraftOfTheSameIdentity() {
    MemoryId id = opened().id();
    journal.write(id, done("roll back", Effect.RESOLVED), at(9), "ann");
    journal.write(id, new CauseFound("a bad config"), at(9), "ann");
    JournalIncident incident =
        journal.write(id, new Resolved("rolled back"), at(9), "ann").orElseThrow();

    Memory memory = incident.toMemory(Tenant.DEFAULT);

    assertThat(memory.id()).isEqualTo(id);
    assertThat(memory.status()).isEqualTo(MemoryStatus.DRAFT);
    assertThat(memory.scope().service()).isEqualTo("checkout");
    Incident content = (Incident) memory.content();
    assertThat(content.rootCause()).contains("a bad config");
    assertThat(content.resolvedAt()).contains(at(9));
    assertThat(content.attempts()).hasSize(1);
  }

  @Test
  void pruningKeepsAllOfWhatIsNotOver() {
    Instant long1 = T.minus(Duration.ofDays(400));
    MemoryId over = journal.open(alert("Old", long1), CHECKOUT, long1, "am").incident().id();
    journal.ended(alert("Old", long1), long1.plusSeconds(60), "am");
    Instant since = T.minus(Duration.ofDays(300));
    MemoryId endless = journal.open(alert("Endless", since), CHECKOUT, since, "am").incident().id();

    assertThat(journal.prune(T)).isEqualTo(4);

    assertThat(journal.get(over)).isEmpty();
    assertThat(journal.get(endless)).isPresent();
  }

  @Test
  void whatCannotBeSaysWhy() {
    assertThatThrownBy(() -> new Noted(" ", null)).hasMessage("text must not be blank");
    MemoryId id = opened().id();
    Opened again = new Opened("x", "", Place.UNKNOWN, null, null);
    assertThatThrownBy(() -> journal.write(id, again, T, "ann")).hasMessageContaining("use open");
    assertThatThrownBy(() -> journal.write(id, new Acknowledged(), T, " "))
        .hasMessageContaining("by somebody");
    assertThat(journal.write(MemoryId.named("no", "such"), new Acknowledged(), T, "ann")).isEmpty();
  }
}
