package io.runbookmemory.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.JournalEvent.Noted;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.JournalEvent.Reopened;
import io.runbookmemory.journal.JournalEvent.Resolved;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reports of alerts that are lost, late or out of order. */
class AlertEpisodesTest {

  private static final Instant T = Instant.parse("2026-03-01T03:00:00Z");
  private static final Place CHECKOUT = new Place("checkout", "prod", null, null);

  private final Ledger ledger = new ExactMemoryStore().ledger(Tenant.DEFAULT);
  private final IncidentJournal journal = journal(ledger);

  private static IncidentJournal journal(Ledger of) {
    return new IncidentJournal(of, new PatternRedactor(), JournalPolicy.DEFAULT, new Random(1));
  }

  private static Instant at(long minutes) {
    return T.plus(Duration.ofMinutes(minutes));
  }

  private static Instant day(long days) {
    return T.plus(Duration.ofDays(days));
  }

  private static Alert alert(Instant since) {
    return named("Down", since);
  }

  private static Alert named(String name, Instant since) {
    return new Alert(Map.of("alertname", name, "service", "checkout"), Map.of(), since);
  }

  private JournalIncident opens(String name, Instant since) {
    return journal.open(named(name, since), CHECKOUT, since, "am").incident();
  }

  private Opening begins(Instant since) {
    return begins(journal, since);
  }

  private static Opening begins(IncidentJournal into, Instant since) {
    return into.open(alert(since), CHECKOUT, since.plusSeconds(30), "am");
  }

  private JournalIncident now(MemoryId id) {
    return journal.get(id).orElseThrow();
  }

  private IncidentHistory history() {
    return IncidentHistory.of(journal.search(IncidentQuery.builder().build()), ZoneOffset.UTC);
  }

  @Test
  void anAlertThatFiresAnewAfterAWeekOfSilenceOpensAnotherIncident() {
    MemoryId old = begins(T).incident().id();

    Opening anew = begins(day(90));
    journal.ended(alert(day(90)), day(90).plusSeconds(600), "am");

    assertThat(anew.how()).isEqualTo(Opening.How.NEW);
    assertThat(anew.incident().times().openedAt()).isEqualTo(day(90));
    assertThat(now(old))
        .returns(IncidentState.ABANDONED, JournalIncident::state)
        .returns(null, one -> one.times().resolvedAt());
    assertThat(now(old).closedAt()).contains(day(90));
    assertThat(journal.open()).isEmpty();
    assertThat(history())
        .returns(2, IncidentHistory::count)
        .returns(0, IncidentHistory::open)
        .returns(1, IncidentHistory::abandoned)
        .returns(1, one -> one.toResolve().known())
        .returns(Duration.ofMinutes(10), one -> one.toResolve().mean());
  }

  @Test
  void anAlertThatFiresOnAndOneThatPeopleFollowAreNotAbandoned() {
    MemoryId id = begins(T).incident().id();

    assertThat(begins(T).how()).isEqualTo(Opening.How.KNOWN);
    assertThat(journal.open(alert(T), CHECKOUT, day(90), "am").incident().state())
        .isEqualTo(IncidentState.OPEN);
    journal.write(id, new Noted("still at it", null), day(88), "ann");
    Opening followed = begins(day(90));
    assertThat(followed.how()).isEqualTo(Opening.How.KNOWN);
    assertThat(followed.incident().id()).isEqualTo(id);
    assertThat(begins(day(90).plus(JournalPolicy.DEFAULT.abandonedAfter())).how())
        .isEqualTo(Opening.How.KNOWN);
  }

  @Test
  void anAbandonedIncidentHasItsEndWhenSomebodyTellsIt() {
    MemoryId byAlert = begins(T).incident().id();
    MemoryId byWord = begins(day(30)).incident().id();
    begins(day(60));

    journal.ended(alert(T), at(45), "am");
    journal.write(byWord, new Resolved("a restart"), day(31), "ann");

    assertThat(now(byAlert).times().toResolve()).contains(Duration.ofMinutes(45));
    assertThat(now(byWord).times().toResolve()).contains(Duration.ofDays(1));
    assertThat(List.of(now(byAlert).state(), now(byWord).state()))
        .containsOnly(IncidentState.RESOLVED);
    assertThat(journal.open()).hasSize(1);
  }

  @Test
  void anEndThatComesBeforeItsBeginningIsItsEnd() {
    assertThat(journal.ended(alert(T), at(10), "am")).isEmpty();
    assertThat(journal.ended(alert(T), at(11), "another")).isEmpty();

    Opening late = begins(T);

    assertThat(late.how()).isEqualTo(Opening.How.NEW);
    assertThat(late.incident().state()).isEqualTo(IncidentState.RESOLVED);
    assertThat(late.incident().times().toResolve()).contains(Duration.ofMinutes(10));
    assertThat(late.incident().firing()).isEmpty();
    assertThat(begins(at(60)).how()).isEqualTo(Opening.How.NEW);
  }

  @Test
  void anEndThatComesBeforeItsBeginningEndsWhatThatTakesUpAgain() {
    MemoryId id = begins(T).incident().id();
    journal.ended(alert(T), at(10), "am");
    assertThat(journal.ended(alert(at(20)), at(25), "am")).isEmpty();

    Opening again = begins(at(20));

    assertThat(again.how()).isEqualTo(Opening.How.AGAIN);
    assertThat(again.incident().id()).isEqualTo(id);
    assertThat(again.incident().times().resolvedAt()).isEqualTo(at(25));
  }

  @Test
  void anEndThatComesBeforeItsBeginningIsKnownInABatchAndPrunedWithTheRest() {
    JournalBatch batch = journal.batch();
    batch.journal().ended(alert(T), at(10), "am");
    assertThat(begins(batch.journal(), T).incident().state().isOpen()).isFalse();
    batch.commit();
    assertThat(journal(ledger).open()).isEmpty();

    journal.ended(alert(day(1)), day(1).plusSeconds(9), "am");
    journal.prune(day(2));
    assertThat(begins(day(1)).incident().state()).isEqualTo(IncidentState.OPEN);
  }

  @Test
  void anEndThatLiesBeforeTheBeginningOfWhatFiresEndsNothing() {
    MemoryId id = begins(at(100)).incident().id();

    assertThat(journal.ended(alert(T), at(10), "am")).isEmpty();

    assertThat(now(id).firing()).hasSize(1);
  }

  @Test
  void anEndOfWhichTheSourceDoesNotKnowTheBeginningEndsWhatFires() {
    MemoryId id = begins(T).incident().id();

    journal.ended(alert(at(10)), at(10), "am");

    assertThat(now(id).times().resolvedAt()).isEqualTo(at(10));
  }

  @Test
  void anOldEpisodeThatIsToldLateHasItsOwnIncidentInThePast() {
    MemoryId newer = begins(at(100)).incident().id();

    Opening late = journal.open(alert(T), CHECKOUT, at(101), "am");

    assertThat(late.how()).isEqualTo(Opening.How.NEW);
    assertThat(late.incident().times().openedAt()).isEqualTo(T);
    assertThat(late.incident().state()).isEqualTo(IncidentState.ABANDONED);
    assertThat(now(newer).entries()).noneMatch(entry -> entry.at().isBefore(at(100)));
    assertThat(journal.open()).containsExactly(now(newer));
    journal.ended(alert(T), at(9), "am");
    assertThat(now(late.incident().id()).times().resolvedAt()).isEqualTo(at(9));
  }

  @Test
  void anOldEpisodeThatIsToldLateGoesToTheIncidentOfItsTime() {
    MemoryId older = begins(T).incident().id();
    journal.ended(alert(T), at(50), "am");
    MemoryId newer = begins(at(200)).incident().id();

    assertThat(begins(at(20)).incident().id()).isEqualTo(older);
    assertThat(begins(at(190)).incident().id()).as("of a flapping alert").isEqualTo(newer);
    Opening soonAfter = begins(at(60));
    assertThat(soonAfter.incident().id()).isEqualTo(older);
    assertThat(soonAfter.how()).isEqualTo(Opening.How.AGAIN);
    assertThat(soonAfter.incident().state().isOpen()).isFalse();
    assertThat(journal.open()).extracting(JournalIncident::id).containsExactly(newer);
  }

  /** Two episodes a day apart, their four webhooks in every order. */
  @Test
  void whateverTheOrderOfWebhooksNothingStaysOpen() {
    for (List<Integer> order : orders()) {
      IncidentJournal into = journal(new ExactMemoryStore().ledger(Tenant.DEFAULT));
      for (int which : order) {
        switch (which) {
          case 0 -> begins(into, T);
          case 1 -> into.ended(alert(T), at(10), "am");
          case 2 -> begins(into, day(1));
          default -> into.ended(alert(day(1)), day(1).plusSeconds(600), "am");
        }
      }

      List<JournalIncident> all = into.search(IncidentQuery.builder().build());

      assertThat(all).as("order %s", order).isNotEmpty().hasSizeLessThan(3);
      assertThat(all)
          .as("order %s", order)
          .allSatisfy(
              one -> {
                assertThat(one.state()).isEqualTo(IncidentState.RESOLVED);
                assertThat(one.times().resolvedAt()).isIn(at(10), day(1).plusSeconds(600));
              });
    }
  }

  @Test
  void anAlertThatFiresInAnIncidentStaysThereAndLeavesNothingOpen() {
    MemoryId own = begins(T).incident().id();
    MemoryId other = opens("Slow", at(1)).id();

    assertThat(journal.attach(other, alert(T), "am").orElseThrow().id()).isEqualTo(own);
    assertThat(journal.attach(other, alert(at(5)), "am").orElseThrow().id()).isEqualTo(own);

    assertThat(now(other).firing()).hasSize(1);
    assertThat(journal.ended(alert(T), at(9), "am").orElseThrow().id()).isEqualTo(own);
    assertThat(journal.open()).extracting(JournalIncident::id).containsExactly(other);
  }

  @Test
  void anAlertThatFiresInTwoIncidentsEndsInBoth() {
    MemoryId own = begins(T).incident().id();
    MemoryId other = opens("Slow", at(1)).id();
    journal.write(own, new Resolved("a restart"), at(2), "ann");
    journal.attach(other, alert(T), "am");
    journal.write(own, new Reopened("it fires on"), at(3), "ann");
    journal.ended(named("Slow", at(1)), at(4), "am");

    assertThat(journal.ended(alert(T), at(9), "am").orElseThrow().id()).isEqualTo(other);

    assertThat(journal.open()).isEmpty();
    assertThat(now(own).firing()).isEmpty();
    assertThat(now(own).times().resolvedAt()).isEqualTo(at(9));
  }

  private static List<List<Integer>> orders() {
    List<List<Integer>> orders = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      List<Integer> order = List.of(i & 3, i >> 2 & 3, i >> 4 & 3, i >> 6 & 3);
      if (order.stream().distinct().count() == 4) {
        orders.add(order);
      }
    }
    assertThat(orders).hasSize(24);
    return orders;
  }

  @Test
  void silenceHasALength() {
    assertThatThrownBy(() -> new JournalPolicy(Duration.ZERO, true, Duration.ZERO))
        .hasMessage("abandonedAfter must be positive, got PT0S");
  }
}
