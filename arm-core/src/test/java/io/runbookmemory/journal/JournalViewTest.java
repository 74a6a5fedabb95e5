package io.runbookmemory.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a process holds in memory of a ledger that another one prunes. */
class JournalViewTest {

  private static final Instant T = Instant.parse("2026-03-01T03:00:00Z");
  private static final Instant LATER = T.plus(Duration.ofDays(400));

  private final Ledger ledger = new ExactMemoryStore().ledger(Tenant.DEFAULT);
  private final JournalCodec codec = new JournalCodec(new PatternRedactor());

  private IncidentJournal journal() {
    return new IncidentJournal(ledger, new PatternRedactor(), JournalPolicy.DEFAULT, new Random(1));
  }

  private static JournalEvent.Opened opened() {
    return new JournalEvent.Opened("Pool", "503s", Place.UNKNOWN, null, null);
  }

  @Test
  void whatAnotherProcessPrunedIsForgottenOnceEnoughWasWrittenSince() {
    IncidentJournal works = journal();
    IncidentJournal standsBy = journal();
    MemoryId old = works.open(opened(), T, "ann").id();
    works.write(old, new JournalEvent.Resolved("a restart"), T.plusSeconds(60), "ann");
    assertThat(standsBy.get(old)).isPresent();
    assertThat(works.prune(LATER)).isEqualTo(2);

    MemoryId now = works.open(opened(), LATER, "ann").id();
    var unused = ledger.append(notes(now));

    assertThat(standsBy.get(old)).isEmpty();
    assertThat(standsBy.search(IncidentQuery.builder().build())).containsExactly(now(now));
  }

  private JournalIncident now(MemoryId id) {
    return journal().get(id).orElseThrow();
  }

  private List<LedgerEntry> notes(MemoryId id) {
    return IntStream.range(0, JournalView.CHECKED_EVERY)
        .mapToObj(
            i ->
                codec.write(
                    id, new JournalEvent.Noted("still " + i, null), LATER.plusSeconds(i), "ann"))
        .toList();
  }
}
