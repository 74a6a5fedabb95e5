package io.runbookmemory.connectors.statuspage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.IncidentState;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.JournalPolicy;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusPageHistoryTest {

  private static final String QUEUE =
      """
      {"id":"7","title":"Queues are slow","impact":"major","components":["Queues","Web"],\
      "updates":[{"at":"2026-03-01T03:00:00Z","status":"Investigating","message":"We look."},\
      {"at":"2026-03-01T03:20:00Z","status":"Update","message":"A broker is down."},\
      {"at":"2026-03-01T03:40:00Z","status":"Monitoring","message":"The broker is back."},\
      {"at":"2026-03-01T04:00:00Z","status":"Resolved","message":"It is over."}]}
      """;
  private static final String PLANNED =
      """
      {"id":"8","title":"Maintenance","updates":[{"at":"2026-03-02T03:00:00Z",\
      "status":"Scheduled","message":"Tonight."}]}
      """;

  @TempDir private Path folder;

  private final IncidentJournal journal =
      new IncidentJournal(
          new ExactMemoryStore().ledger(Tenant.DEFAULT),
          new PatternRedactor(),
          JournalPolicy.DEFAULT,
          new Random(1));

  private StatusPageHistory history(String lines) throws IOException {
    return StatusPageHistory.read(Files.writeString(folder.resolve("page.jsonl"), lines), "acme");
  }

  private List<JournalIncident> all() {
    return journal.search(IncidentQuery.builder().build());
  }

  @Test
  void anIncidentsStagesAreReadAndWhatWasScheduledIsNone() throws IOException {
    StatusPageHistory history = history(QUEUE + PLANNED);
    assertThat(history.size()).isEqualTo(1);

    history.writeTo(journal, done -> {});

    JournalIncident incident = all().getFirst();
    assertThat(all()).hasSize(1);
    assertThat(incident.title()).isEqualTo("Queues are slow");
    assertThat(incident.place().service()).isEqualTo("Queues");
    assertThat(incident.severity()).contains(Severity.SEV2);
    assertThat(incident.state()).isEqualTo(IncidentState.RESOLVED);
    assertThat(incident.times().toMitigate()).contains(Duration.ofMinutes(40));
    assertThat(incident.times().toResolve()).contains(Duration.ofMinutes(60));
  }

  @Test
  void aHistoryThatIsReadTwiceIsWrittenOnce() throws IOException {
    history(QUEUE).writeTo(journal, done -> {});
    List<JournalIncident> first = all();

    history(QUEUE).writeTo(journal, done -> {});

    assertThat(all()).isEqualTo(first);
  }

  @Test
  void whatIsWrongIsRefusedWithItsLineAndField() {
    assertThatThrownBy(() -> history(QUEUE + "{\"id\":\"9\",\"title\":\"x\",\"updates\":[]}"))
        .hasMessageContaining("page.jsonl:2: updates")
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> history(QUEUE.replace("2026-03-01T03:20:00Z", "soon")))
        .hasMessageContaining("page.jsonl:1: updates[1].at")
        .hasMessageContaining("got soon");
  }
}
