package io.runbookmemory.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.JournalEvent.Noted;
import io.runbookmemory.journal.JournalEvent.Opened;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JournalBatchTest {

  private static final Instant T = Instant.parse("2026-03-01T03:00:00Z");
  private static final Place CHECKOUT = new Place("checkout", "prod", null, null);

  private final Ledger ledger = new ExactMemoryStore().ledger(Tenant.DEFAULT);
  private final IncidentJournal journal = journal(ledger);

  private static IncidentJournal journal(Ledger of) {
    return new IncidentJournal(of, new PatternRedactor(), JournalPolicy.DEFAULT, new Random(1));
  }

  private static Alert alert(String name, Instant since) {
    return new Alert(
        Map.of("alertname", name, "service", "checkout"), Map.of("summary", name), since);
  }

  @Test
  void aBatchSeesWhatItWroteAndTheJournalSeesItWhenItIsCommitted() {
    JournalBatch batch = journal.batch();

    JournalIncident opened =
        batch.journal().open(alert("Down", T), CHECKOUT, T, "alertmanager").incident();
    Optional<JournalIncident> ended =
        batch.journal().ended(alert("Down", T), T.plusSeconds(60), "alertmanager");

    assertThat(ended.orElseThrow().state().isOpen()).isFalse();
    assertThat(batch.journal().search(IncidentQuery.builder().build())).hasSize(1);
    assertThat(journal.get(opened.id())).isEmpty();
    batch.commit();
    assertThat(journal.get(opened.id()).orElseThrow().times().resolvedAt())
        .isEqualTo(T.plusSeconds(60));
  }

  @Test
  void allOfABatchIsOneAppendOfWhoeverCommitsIt() {
    JournalBatch batch = journal.batch();
    batch.journal().open(alert("Down", T), CHECKOUT, T, "alertmanager");
    batch.journal().open(alert("Slow", T), CHECKOUT, T, "alertmanager");

    assertThat(ledger.append(batch.entries())).hasSize(4);
    assertThat(journal.open()).hasSize(2);
  }

  @Test
  void anIncidentThatWasThereGoesOnInABatch() {
    JournalIncident there = journal.open(alert("Down", T), CHECKOUT, T, "one").incident();
    JournalBatch batch = journal.batch();

    Opening again = batch.journal().open(alert("Down", T), CHECKOUT, T.plusSeconds(9), "one");
    batch.journal().write(there.id(), new Noted("seen", null), T.plusSeconds(10), "ann");
    batch.journal().attach(there.id(), alert("Slow", T.plusSeconds(5)), "one");

    assertThat(again.how()).isEqualTo(Opening.How.KNOWN);
    assertThat(batch.journal().get(there.id()).orElseThrow().alerts()).hasSize(2);
    assertThat(batch.entries()).hasSize(2);
  }

  @Test
  void whatAnotherWroteInOtherWordsMeanwhileStaysAndTheRestIsWritten() {
    JournalBatch batch = journal.batch();
    batch.journal().open(alert("Down", T), CHECKOUT, T.plusSeconds(2), "this daemon");
    batch.journal().open(alert("Slow", T), CHECKOUT, T.plusSeconds(2), "this daemon");
    journal(ledger).open(alert("Down", T), CHECKOUT, T.plusSeconds(1), "another daemon");

    batch.commit();

    assertThat(journal.open()).hasSize(2);
    assertThat(journal.search(IncidentQuery.builder().alert("Down").build()).getFirst().entries())
        .allMatch(entry -> entry.by().equals("another daemon"));
  }

  @Test
  void whatStandsInTheLedgerIsNotToldASecondTimeUntilTheBatchIsCommitted() {
    JournalIncident there = journal.open(alert("Down", T), CHECKOUT, T, "one").incident();
    journal.write(there.id(), new Noted("seen", null), T.plusSeconds(10), "ann");
    JournalIncident now = journal.get(there.id()).orElseThrow();
    JournalBatch batch = journal.batch();

    batch.journal().write(there.id(), new Noted("seen", null), T.plusSeconds(10), "ann");
    batch.journal().open(alert("Down", T), CHECKOUT, T.plusSeconds(1), "another daemon");

    assertThat(batch.journal().get(there.id())).contains(now);
    assertThat(batch.entries()).isEmpty();
    batch.commit();
    assertThat(journal.get(there.id())).contains(now);
  }

  @Test
  void ofWhatStandsInTheLedgerInOtherWordsNothingIsToldInABatch() {
    Opened slow = new Opened("Slow", "", CHECKOUT, null, null);
    MemoryId id = MemoryId.named("ticket", "7");
    journal.open(id, slow, T, "ann");
    JournalBatch batch = journal.batch();

    Opened otherwise = new Opened("Slower", "", CHECKOUT, null, null);
    JournalIncident told = batch.journal().open(id, otherwise, T, "bo");

    assertThat(told).isEqualTo(journal.get(id).orElseThrow());
    assertThat(told.title()).isEqualTo("Slow");
    assertThat(batch.entries()).isEmpty();
  }

  /** The same reports one by one and in batches of any size. */
  @Test
  void batchesWriteWhatSingleWritesWould() {
    for (long seed = 1; seed <= 20; seed++) {
      Ledger single = new ExactMemoryStore().ledger(Tenant.DEFAULT);
      Ledger batched = new ExactMemoryStore().ledger(Tenant.DEFAULT);
      Random random = new Random(seed);
      IncidentJournal one = journal(single);
      IncidentJournal other = journal(batched);
      JournalBatch batch = other.batch();
      for (int i = 0; i < 60; i++) {
        int what = random.nextInt(5);
        String name = "Alert" + random.nextInt(4);
        Instant at = T.plus(Duration.ofMinutes(7L * i));
        report(one, what, name, at);
        report(batch.journal(), what, name, at);
        if (random.nextInt(6) == 0) {
          batch.commit();
          batch = other.batch();
        }
      }
      batch.commit();

      assertThat(entries(batched)).as("seed %d", seed).isEqualTo(entries(single));
    }
  }

  private static void report(IncidentJournal into, int what, String name, Instant at) {
    switch (what) {
      case 0, 1 -> into.open(alert(name, at), CHECKOUT, at, "am");
      case 2 -> into.ended(alert(name, at), at, "am");
      case 3 ->
          into.search(IncidentQuery.builder().alert(name).open(true).build()).stream()
              .findFirst()
              .ifPresent(there -> into.attach(there.id(), alert(name + "Too", at), "am"));
      default ->
          into.search(IncidentQuery.builder().alert(name).build()).stream()
              .findFirst()
              .ifPresent(there -> into.write(there.id(), new Noted("look " + at, null), at, "ann"));
    }
  }

  private static List<LedgerEntry> entries(Ledger of) {
    return of.read(EntryFilter.of(JournalCodec.STREAM), 0, 10_000).stream()
        .map(PostedEntry::entry)
        .toList();
  }
}
