package io.runbookmemory.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.ToolRequest;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.journal.JournalEvent.Acted;
import io.runbookmemory.journal.JournalEvent.Opened;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.tool.ToolResult;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ToolActsTest {

  private static final Instant T = Instant.parse("2026-03-01T03:00:00Z");

  private final IncidentJournal journal =
      new IncidentJournal(
          new ExactMemoryStore().ledger(Tenant.DEFAULT),
          new PatternRedactor(),
          JournalPolicy.DEFAULT,
          new Random(1));
  private final MemoryId id =
      journal.open(new Opened("Slow", "", Place.UNKNOWN, null, null), T, "ann").id();
  private final ToolActs acts = new ToolActs(journal, () -> T.plusSeconds(60));

  private ToolRequest.Builder asked(String tool) {
    return ToolRequest.builder(Caller.of("rex"), Scope.of(Tenant.DEFAULT), tool, "{}");
  }

  private List<Acted> written() {
    return journal.get(id).orElseThrow().entries().stream()
        .filter(entry -> entry.event() instanceof Acted)
        .map(entry -> (Acted) entry.event())
        .toList();
  }

  @Test
  void whatAToolGaveInAnIncidentAttachesItself() {
    ToolRequest request = asked("query_promql").incident(id).build();

    acts.answered(request, "{\"query\":\"up\"}", new ToolResult.Succeeded("{\"value\":1}"));

    assertThat(written())
        .containsExactly(
            new Acted(
                "query_promql {\"query\":\"up\"}", ActResult.DONE, "{\"value\":1}", null, null));
    assertThat(journal.get(id).orElseThrow().entries().getLast())
        .returns("rex", JournalEntry::by)
        .returns(T.plusSeconds(60), JournalEntry::at);
  }

  @Test
  void noDataAndFailuresAreGapsAndADryRunSaysSo() {
    ToolRequest request = asked("query_promql").incident(id).build();
    acts.answered(request, "{}", new ToolResult.NoData("no such series"));
    acts.answered(request, "{}", new ToolResult.Failed("502 of prometheus", true));
    acts.answered(
        asked("restart").incident(id).dryRun().build(), "{}", new ToolResult.Succeeded("{}"));

    assertThat(written())
        .extracting(Acted::result)
        .containsExactly(ActResult.NO_DATA, ActResult.FAILED, ActResult.SKIPPED);
    assertThat(written()).filteredOn(acted -> acted.result().isGap()).hasSize(2);
    assertThat(written().getLast().action()).startsWith("dry run: restart");
  }

  @Test
  void aCallOfNoIncidentIsNotWritten() {
    acts.answered(asked("query_promql").build(), "{}", new ToolResult.Succeeded("{}"));

    assertThat(written()).isEmpty();
  }
}
