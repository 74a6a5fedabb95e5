package io.runbookmemory.learn.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.learn.analysis.AnalysisReport.State;
import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.pattern.PatternPolicy;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.learn.analysis.signal.Trouble;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What each activity tells through the analyzer, and how one of them fails by itself. */
class SleepTimeFindingsTest {

  private static final Instant NOW = History.NOW;

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final History history = new History().withDisk();
  private final RememberPipeline remember =
      new RememberPipeline(
          store, null, new PatternRedactor(), Environments.DEFAULT, InstantSource.fixed(NOW));

  /** A history whose resources are counted when they are asked for, and may be out of reach. */
  private final class Counted implements AnalysisInput {

    private int asked;
    private int askedForTroubles;
    private boolean unreachable;

    @Override
    public List<Trouble> troubles(Instant from, Instant until) {
      askedForTroubles++;
      return List.of();
    }

    @Override
    public void alerts(Instant from, Instant until, Consumer<AlertEvent> sink) {
      history.alerts(from, until, sink);
    }

    @Override
    public List<DeploymentEvent> deployments(Instant from, Instant until) {
      return history.deployments(from, until);
    }

    @Override
    public List<ResourceSeries> resources(Instant asOf) {
      asked++;
      if (unreachable) {
        throw new UnavailableException("http://prometheus:9090", "does not answer");
      }
      return history.resources(asOf);
    }
  }

  private final Counted input = new Counted();

  private final SleepTimeAnalyzer analyzer =
      new SleepTimeAnalyzer(
          new AnalysisHome(store, remember, store, Tenant.DEFAULT, "test"),
          input,
          AnalysisPolicy.in(ZoneOffset.UTC));

  private MemoryId put(String key, Content content) {
    Scope scope = Scope.of(Tenant.DEFAULT).withService("orders");
    return remember
        .remember(Memory.builder(MemoryId.named("test", key), scope, key, content, NOW).build())
        .id();
  }

  private List<Finding> found(Activity activity) {
    AnalysisReport report = analyzer.run(Set.of(activity), NOW);
    assertThat(report.results()).extracting(AnalysisReport.Result::state).containsOnly(State.DONE);
    return report.findings().toList();
  }

  @Test
  void memoriesThatCannotBothBeRightAreTold() {
    put("a", new ResourceFact("orders", "runs on", "eu-1"));
    put("b", new ResourceFact("orders", "runs on", "eu-2"));

    assertThat(found(Activity.CONTRADICTIONS))
        .singleElement()
        .satisfies(one -> assertThat(one.kind()).isEqualTo("contradiction"))
        .satisfies(one -> assertThat(one.description()).contains("eu-1", "eu-2"));
  }

  @Test
  void anAlertWithThreeIncidentsAndNoRunbookIsAGapUntilThereIsOne() {
    for (int i = 1; i <= 3; i++) {
      Instant at = NOW.minus(Duration.ofDays(i));
      Incident.Builder incident =
          Incident.builder("The pool is exhausted after " + i + " s").alertName("DbPool");
      put("incident " + i, incident.openedAt(at).resolvedAt(at.plusSeconds(600)).build());
    }

    assertThat(found(Activity.SIGNATURES))
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder("failure-signature", "gap");
    put("runbook", Runbook.builder("Restart it").alerts(List.of("DbPool")).build());
    assertThat(found(Activity.SIGNATURES))
        .extracting(Finding::kind)
        .containsExactly("failure-signature");
  }

  @Test
  void aStepThatNeverHelpedIsToldAndSoIsOneThatBelongsToTheFront() {
    RunbookStep look = new RunbookStep("", "Look at the logs", null, null);
    RunbookStep drain = new RunbookStep("", "Drain the queue", null, null);
    RunbookStep restart = new RunbookStep("", "Restart the consumer", null, null);
    MemoryId id = put("runbook", Runbook.builder("x").steps(List.of(look, drain, restart)).build());
    for (UsageDelta delta :
        List.of(
            UsageDelta.none().withStep(look.key(), new StepUsage(10, 1, 0, 0)),
            UsageDelta.none().withStep(drain.key(), new StepUsage(6, 0, 0, 0)),
            UsageDelta.none().withStep(restart.key(), new StepUsage(8, 7, 0, 0)))) {
      store.writer(Tenant.DEFAULT).adjust(id, delta);
    }

    assertThat(found(Activity.PLAYBOOKS))
        .extracting(Finding::description)
        .hasSize(2)
        .anyMatch(words -> words.contains("\"restart the consumer\" of"))
        .anyMatch(words -> words.contains("\"drain the queue\" of"));
  }

  @Test
  void whatFailsIsToldWithItsReasonAndTheOthersGoOn() {
    input.unreachable = true;

    AnalysisReport report = analyzer.run(EnumSet.allOf(Activity.class), NOW);

    assertThat(report.failures())
        .singleElement()
        .returns(Activity.FORECASTS, AnalysisReport.Result::activity)
        .satisfies(one -> assertThat(one.reason()).isEqualTo("does not answer"));
    assertThat(report.results())
        .filteredOn(one -> one.activity() != Activity.FORECASTS)
        .hasSize(5)
        .allMatch(one -> one.state() == State.DONE && one.reason() == null);
    assertThat(report.written()).isEqualTo(1);
    assertThat(report.json()).contains("\"state\" : \"FAILED\"", "does not answer");
    assertThat(analyzer.dryRun(EnumSet.allOf(Activity.class), NOW).failures()).hasSize(1);
  }

  @Test
  void whatFailedIsTriedAgainAfterTenMinutesAndThenAsItsScheduleSays() {
    input.unreachable = true;
    analyzer.run(NOW);
    assertThat(analyzer.run(NOW.plus(Duration.ofMinutes(9))).results()).isEmpty();
    input.unreachable = false;

    AnalysisReport again = analyzer.run(NOW.plus(Duration.ofMinutes(10)));

    assertThat(again.results())
        .singleElement()
        .returns(Activity.FORECASTS, AnalysisReport.Result::activity)
        .returns(State.DONE, AnalysisReport.Result::state);
    assertThat(analyzer.upcoming(NOW.plus(Duration.ofMinutes(11))).getFirst())
        .isEqualTo(
            new Upcoming(
                Activity.FORECASTS,
                NOW.plus(Duration.ofMinutes(10)),
                NOW.plus(Duration.ofMinutes(70))));
  }

  @Test
  void resourcesAreAskedForOnceARun() {
    analyzer.run(EnumSet.allOf(Activity.class), NOW);
    assertThat(input.asked).isEqualTo(1);

    analyzer.dryRun(EnumSet.allOf(Activity.class), NOW);
    assertThat(input.asked).isEqualTo(2);
  }

  @Test
  void theJournalIsAskedOnceARunWhatWentWrong() {
    analyzer.run(EnumSet.allOf(Activity.class), NOW);
    assertThat(input.askedForTroubles).isEqualTo(1);

    analyzer.run(Set.of(Activity.SIGNATURES), NOW.plusSeconds(60));
    assertThat(input.askedForTroubles).isEqualTo(2);
  }

  @Test
  void aHistoryThatWasReadOnceGivesItsPartsWithoutReadingAgain() {
    ReadHistory read = ReadHistory.of(input, NOW.minus(Duration.ofDays(365)), NOW);
    long told = history.told;
    long[] week = {0};

    read.alerts(NOW.minus(Duration.ofDays(7)), NOW, event -> week[0]++);
    assertThat(week[0])
        .isEqualTo(
            history.alerts.stream()
                .filter(one -> !one.at().isBefore(NOW.minus(Duration.ofDays(7))))
                .filter(one -> one.at().isBefore(NOW))
                .count())
        .isPositive();
    assertThat(read.resources(NOW)).hasSize(1);
    assertThat(Foresight.of(read, PatternPolicy.in(ZoneOffset.UTC), NOW, Duration.ofDays(10)))
        .extracting(Prediction::what)
        .contains("disk of orders (prod, eu-1)");
    assertThat(history.told).as("firings read").isEqualTo(told);
    assertThat(input.asked).isEqualTo(1);
  }

  @Test
  void whoLooksAheadAfterARunReadsTheLastDayAlone() {
    analyzer.run(EnumSet.allOf(Activity.class), NOW);
    long told = history.told;
    Instant later = NOW.plus(Duration.ofHours(1));

    assertThat(firings(analyzer.history(NOW))).isPositive();
    assertThat(history.told).as("firings read for the same time").isEqualTo(told);

    ReadHistory read = analyzer.history(later);
    long lastDay =
        history.alerts.stream()
            .filter(one -> !one.at().isBefore(NOW.minus(Duration.ofDays(1))))
            .filter(one -> one.at().isBefore(later))
            .count();
    assertThat(history.told - told).isEqualTo(lastDay);
    assertThat(firings(read))
        .isEqualTo(firings(ReadHistory.of(input, later.minus(Duration.ofDays(365)), later)));
  }

  private static long firings(ReadHistory read) {
    long[] firings = {0};
    read.alerts(NOW.minus(Duration.ofDays(300)), NOW.plusSeconds(7200), event -> firings[0]++);
    return firings[0];
  }
}
