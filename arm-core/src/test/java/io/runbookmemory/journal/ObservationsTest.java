package io.runbookmemory.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.JournalEvent.Acted;
import io.runbookmemory.journal.JournalEvent.Noted;
import io.runbookmemory.journal.JournalEvent.Opened;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The memory of an incident tells what was said and what tools gave, with its sources. */
class ObservationsTest {

  private static final Instant T = Instant.parse("2026-03-01T03:00:00Z");

  private final IncidentJournal journal =
      new IncidentJournal(
          new ExactMemoryStore().ledger(Tenant.DEFAULT),
          new PatternRedactor(),
          JournalPolicy.DEFAULT,
          new Random(3));
  private final MemoryId id =
      journal.open(new Opened("Checkout fails", "", Place.UNKNOWN, null, null), T, "ann").id();

  private static Instant at(int minute) {
    return T.plusSeconds(60L * minute);
  }

  private void noted(int minute, String text, String source) {
    journal.write(id, new Noted(text, source), at(minute), "ann");
  }

  private void gave(int minute, ActResult result, String detail) {
    journal.write(id, new Acted("query_promql up", result, detail, null, null), at(minute), "bot");
  }

  private List<String> observations() {
    JournalIncident incident = journal.get(id).orElseThrow();
    return ((Incident) incident.toMemory(Tenant.DEFAULT).content()).observations();
  }

  @Test
  void chatAndToolResultsAreThereInTheOrderOfTimeEachWithItsEntry() {
    gave(6, ActResult.DONE, "0.98 since\n03:01");
    noted(5, "the pool is full", "https://chat/1");
    gave(7, ActResult.NO_DATA, "no such series");
    journal.write(id, new Acted("restart", ActResult.DONE, "", null, null), at(8), "ann");

    assertThat(observations())
        .containsExactly(
            "2026-03-01T03:05:00Z said: the pool is full [J3, https://chat/1]",
            "2026-03-01T03:06:00Z query_promql up gave: 0.98 since 03:01 [J2]");
  }

  @Test
  void ofMuchThereIsTheLastAndHowMuchMoreThereIs() {
    for (int i = 2; i < 40; i++) {
      noted(i, i + " " + "long ".repeat(200), "x".repeat(1000));
      gave(i, ActResult.DONE, "value " + i);
    }

    List<String> lines = observations();

    assertThat(lines).hasSize(21).allMatch(line -> line.length() < 600);
    assertThat(lines.getLast()).isEqualTo("56 more before these stand in the journal");
    assertThat(lines.getFirst()).contains("said: 30 long");
  }

  @Test
  void aSecretOfAChatReachesNoMemory() {
    noted(1, "login with password=hunter2secret works", "https://chat/1");

    assertThat(observations()).singleElement().asString().doesNotContain("hunter2secret");
  }

  @Test
  void theyAreKeptInTheStoredFormAndAMemoryOfBeforeHasNone() throws Exception {
    noted(5, "the pool is full", "https://chat/1");
    Memory memory = journal.get(id).orElseThrow().toMemory(Tenant.DEFAULT);
    String json = MemoryJson.write(memory);

    assertThat(MemoryJson.read(json)).isEqualTo(memory);
    assertThat(memory.text()).contains("Seen:\n2026-03-01T03:05:00Z said: the pool is full");
    ObjectNode before = (ObjectNode) new ObjectMapper().readTree(json);
    ((ObjectNode) before.path("content")).remove("observations");
    Incident read = (Incident) MemoryJson.read(before.toString()).content();
    assertThat(read.observations()).isEmpty();
    assertThat(read.text()).isEqualTo("Checkout fails");
  }
}
