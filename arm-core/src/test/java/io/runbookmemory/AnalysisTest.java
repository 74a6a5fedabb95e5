package io.runbookmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.fixture.WatchedStore;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.alerts.AlertRecord;
import io.runbookmemory.journal.alerts.Fate;
import io.runbookmemory.learn.analysis.Activity;
import io.runbookmemory.learn.analysis.AnalysisPolicy;
import io.runbookmemory.learn.analysis.AnalysisReport;
import io.runbookmemory.learn.analysis.Prediction;
import io.runbookmemory.learn.analysis.Upcoming;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The room of what memory does while nobody is looking. */
class AnalysisTest {

  private static final Instant MONDAY = Instant.parse("2025-01-06T09:10:00Z");
  private static final int WEEKS = 52;

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final AtomicInteger recalls = new AtomicInteger();
  private Instant now = MONDAY.plus(Duration.ofDays(7L * WEEKS - 1));
  private boolean unreachable;
  private final RunbookMemory memory =
      RunbookMemory.builder(store)
          .clock(() -> now)
          .analysis(AnalysisPolicy.in(ZoneOffset.UTC), "host 1")
          .resources(
              any -> {
                if (unreachable) {
                  throw new UnavailableException("http://prometheus", "prometheus is away");
                }
                return List.of();
              })
          .onRecall((situation, recall) -> recalls.incrementAndGet())
          .build();

  AnalysisTest() {
    AlertName alert = new AlertName("ReportSlow", "0123456789abcdef");
    Place place = new Place("reports", "prod", null, null);
    List<AlertRecord> records = new ArrayList<>();
    for (int week = 0; week <= WEEKS; week++) {
      Instant at = MONDAY.plus(Duration.ofDays(7L * week));
      records.add(new AlertRecord(at, alert, place, Verdict.PAGE, Fate.NOTIFIED));
      records.add(new AlertRecord(at.plusSeconds(600), alert, place, Verdict.LOG, Fate.ENDED));
    }
    memory.journal().alerts().append(records);
  }

  @Test
  void whatIsDueRunsAndIsTakenBackByItsName() {
    assertThat(memory.analysis().dryRun(Set.of(Activity.TEMPORAL)).findings()).hasSize(1);

    AnalysisReport report = memory.analysis().run();

    assertThat(report.results()).hasSize(6);
    assertThat(report.written()).isEqualTo(1);
    assertThat(memory.recall("ReportSlow").recollections())
        .anyMatch(one -> one.memory().title().contains("comes Mondays"));
    assertThat(memory.analysis().run().results()).isEmpty();
    assertThat(memory.analysis().upcoming())
        .hasSize(6)
        .contains(new Upcoming(Activity.CORRELATION, now, now.plus(Duration.ofHours(2))));
    assertThat(memory.analysis().undo(report.run()).removed()).hasSize(1);
    assertThat(memory.analysis().run(EnumSet.of(Activity.FORECASTS)).results()).hasSize(1);
  }

  @Test
  void whatIsForeseenIsAnsweredInAdvanceAndCheckedAfterwards() {
    memory.remember("ReportSlow of reports: the batch of Sunday ran late, restart it.");
    recalls.set(0);

    Foreseen foreseen = memory.analysis().foresee(Duration.ofDays(2));

    assertThat(foreseen.predictions())
        .extracting(Prediction::what)
        .containsExactly("ReportSlow of reports (prod)");
    assertThat(foreseen.prepared()).isPositive();
    assertThat(recalls).as("nobody looked").hasValue(0);
    now = now.plus(Duration.ofDays(3));
    assertThat(memory.analysis().foresee(Duration.ofDays(1)).checked()).isEqualTo(1);
    assertThat(memory.analysis().score().came()).isEqualTo(1);
  }

  @Test
  void aPatternThatSomebodyForgotForetellsNothing() {
    memory.analysis().run(EnumSet.allOf(Activity.class));
    assertThat(memory.analysis().foresee(Duration.ofDays(2)).predictions()).isNotEmpty();

    memory.memories().scan(Filter.eq(Field.KIND, "pattern"), null, 10).stream()
        .map(StoredMemory::id)
        .forEach(memory::forget);

    now = now.plusSeconds(60);
    assertThat(memory.analysis().foresee(Duration.ofDays(2)).predictions()).isEmpty();
  }

  @Test
  void whatMayStillComeIsToldWithWhatPreventsItAlsoToAgents() {
    MemoryId runbook = MemoryId.named("test", "runbook");
    memory.remember(
        Memory.builder(
                runbook,
                Scope.of(Tenant.DEFAULT).withService("reports"),
                "ReportSlow",
                Runbook.builder("Restart the batch of Sunday.").build(),
                now)
            .build());
    assertThat(memory.analysis().expected()).isEmpty();
    assertThat(predictions("{}")).isInstanceOf(ToolResult.NoData.class);
    memory.analysis().foresee(Duration.ofDays(2));

    assertThat(memory.analysis().expected())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.foretold().what()).isEqualTo("ReportSlow of reports (prod)");
              assertThat(one.prevents())
                  .isNotNull()
                  .returns(runbook.toString(), PreparedAnswer.Known::id);
            });
    assertThat(predictions("{\"about\":\"REPORTS\"}").toString())
        .contains("ReportSlow of reports (prod)", "\"prevention\":{\"id\":\"" + runbook);
    assertThat(predictions("{\"about\":\"orders\"}")).isInstanceOf(ToolResult.NoData.class);
    now = now.plus(Duration.ofDays(3));
    assertThat(memory.analysis().expected()).as("over by now").isEmpty();
  }

  @Test
  void whatMemoryIsNotSureOfPreventsNothing() {
    memory.analysis().foresee(Duration.ofDays(2));

    assertThat(memory.analysis().expected())
        .singleElement()
        .satisfies(one -> assertThat(one.prevents()).isNull());
  }

  private ToolResult predictions(String arguments) {
    Tool tool =
        memory.tools().stream()
            .filter(one -> one.contract().name().equals("memory_get_predictions"))
            .findFirst()
            .orElseThrow();
    ToolResult result =
        tool.run(new ToolInvocation("c", "ana", arguments, now, now.plusSeconds(10)));
    if (result instanceof ToolResult.Succeeded it) {
      assertThat(tool.contract().outputSchema().check(it.output())).as(it.output()).isEmpty();
    }
    return result;
  }

  @Test
  void whereResourcesCannotBeReadTheRestIsForeseenAndChecked() {
    memory.analysis().foresee(Duration.ofDays(2));
    now = now.plus(Duration.ofDays(3));
    unreachable = true;

    Foreseen without = memory.analysis().foresee(Duration.ofDays(7));

    assertThat(without.withoutResources()).isEqualTo("prometheus is away");
    assertThat(without.checked()).isEqualTo(1);
    assertThat(memory.analysis().score().came()).isEqualTo(1);
  }

  @Test
  void anAlertFindsWhatWasPreparedForItMarkedWithItsAge() {
    memory.remember("ReportSlow of reports: the batch of Sunday ran late, restart it.");
    memory.analysis().foresee(Duration.ofDays(2));
    Instant fired = now.plus(Duration.ofHours(5));
    Alert alert =
        new Alert(
            Map.of("alertname", "ReportSlow", "service", "reports", "env", "prod"),
            Map.of(),
            fired);

    PreparedAnswer answer =
        memory.analysis().prepared(Situation.builder(alert, fired).build()).orElseThrow();

    assertThat(answer.words(fired))
        .startsWith("prepared 5 h 0 min ago, at " + now + ", before this fired: ")
        .contains("ReportSlow");
    Alert other = new Alert(Map.of("alertname", "Other"), Map.of(), fired);
    assertThat(memory.analysis().prepared(Situation.builder(other, fired).build())).isEmpty();
    assertThat(memory.analysis().prepared(Situation.builder("x", fired).build())).isEmpty();
  }

  @Test
  void withoutALedgerThereIsNoAnalysisAndTheErrorSaysWhatToDo() {
    RunbookMemory none = RunbookMemory.builder(new WatchedStore()).build();

    assertThatThrownBy(none::analysis).hasMessageContaining("name one with ledger(…)");
  }
}
