package io.runbookmemory.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.memory.MemoryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told piece by piece is what is told at once, in whatever order the pieces come. */
class ToldIncidentsTest {

  private static final Instant T0 = Instant.parse("2026-03-01T03:00:00Z");
  private static final MemoryId ID = MemoryId.named("test", "one");

  private static JournalEvent event(Random random) {
    AlertName alert = new AlertName("A" + random.nextInt(4), "f" + random.nextInt(4));
    return switch (random.nextInt(10)) {
      case 0 -> new JournalEvent.Opened("Pool", "503s", JournalEvent.Place.UNKNOWN, null, alert);
      case 1, 2 -> new JournalEvent.Alerted(alert, "words");
      case 3, 4 -> new JournalEvent.AlertEnded(alert);
      case 5 -> new JournalEvent.Acknowledged();
      case 6 -> new JournalEvent.Mitigated("restarted " + random.nextInt(3));
      case 7 -> new JournalEvent.Resolved(random.nextBoolean() ? null : "fixed");
      case 8 -> new JournalEvent.Reopened("again");
      default -> new JournalEvent.Abandoned("silent");
    };
  }

  /** Mostly in order, as alerts come, with some that come late. */
  private static List<JournalEntry> entries(Random random) {
    List<JournalEntry> entries = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int late = random.nextInt(6) == 0 ? random.nextInt(30) : 0;
      Instant at = T0.plusSeconds(Math.max(0, i - late) / 2);
      entries.add(new JournalEntry(i, ID, at, "by", event(random)));
    }
    return entries;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void piecesComeToWhatTheWholeComesTo(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      List<JournalEntry> entries = entries(random);
      ToldIncidents stored = new ToldIncidents();
      ToldIncidents pending = new ToldIncidents(below(stored));
      int split = random.nextInt(entries.size());
      for (int from = 0; from < entries.size(); ) {
        int to = Math.min(entries.size(), from + 1 + random.nextInt(5));
        (to <= split ? stored : pending).add(ID, entries.subList(from, to));
        from = to;
        assertThat(pending.get(ID).map(ToldIncidentsTest::all))
            .isEqualTo(Telling.of(entries.subList(0, to)).map(ToldIncidentsTest::all));
      }
      JournalIncident whole = Telling.of(entries).orElseThrow();
      for (AlertName alert : whole.alerts()) {
        List<MemoryId> here = new ArrayList<>(stored.of(alert.fingerprint()));
        here.addAll(pending.of(alert.fingerprint()));
        assertThat(here).contains(ID);
      }
    }
  }

  /** A page of a ledger that ends between two entries brings its incidents one by one. */
  @Test
  void theIncidentsOfAnAlertStandInTheOrderOfItsEntriesWhereverAPageEnds() {
    AlertName alert = new AlertName("Down", "f");
    MemoryId two = MemoryId.named("test", "two");
    JournalEvent.Place nowhere = JournalEvent.Place.UNKNOWN;
    JournalEntry one =
        new JournalEntry(1, ID, T0, "by", new JournalEvent.Opened("1", "", nowhere, null, null));
    JournalEntry first =
        new JournalEntry(2, two, T0, "by", new JournalEvent.Opened("2", "", nowhere, null, alert));
    JournalEntry later =
        new JournalEntry(3, ID, T0, "by", new JournalEvent.Alerted(alert, "words"));
    ToldIncidents paged = new ToldIncidents();
    paged.add(ID, List.of(one));
    paged.add(two, List.of(first));
    paged.add(ID, List.of(later));
    ToldIncidents whole = new ToldIncidents();
    whole.add(ID, List.of(one, later));
    whole.add(two, List.of(first));

    assertThat(paged.of("f")).containsExactly(two, ID);
    assertThat(whole.of("f")).containsExactly(two, ID);
  }

  private static ToldIncidents.Below below(ToldIncidents stored) {
    return new ToldIncidents.Below() {
      @Override
      public java.util.Optional<JournalIncident> incident(MemoryId id) {
        return stored.get(id);
      }

      @Override
      public List<JournalEntry> untold(MemoryId id) {
        return stored.untold(id);
      }
    };
  }

  private static List<Object> all(JournalIncident one) {
    return List.of(
        one.entries(),
        one.title(),
        one.state(),
        one.times(),
        List.copyOf(one.alerts()),
        List.copyOf(one.firing()),
        one.closedAt(),
        one.cause(),
        one.resolution(),
        one.reopenings());
  }
}
