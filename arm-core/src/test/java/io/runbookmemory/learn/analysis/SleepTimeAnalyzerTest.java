package io.runbookmemory.learn.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.learn.analysis.AnalysisReport.State;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Pattern;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.LedgerStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SleepTimeAnalyzerTest {

  private static final Instant NOW = History.NOW;
  private static final Set<Activity> ALL = EnumSet.allOf(Activity.class);

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final History history = new History();
  private final RememberPipeline remember =
      new RememberPipeline(
          store, null, new PatternRedactor(), Environments.DEFAULT, InstantSource.fixed(NOW));
  private final AnalysisPolicy policy = AnalysisPolicy.in(ZoneOffset.UTC);

  private SleepTimeAnalyzer analyzer() {
    return new SleepTimeAnalyzer(
        new AnalysisHome(store, remember, store, Tenant.DEFAULT, "test"), history, policy);
  }

  private List<Memory> patterns() {
    return store.reader(Tenant.DEFAULT).scan(Filter.eq(Field.KIND, "pattern"), null, 100).stream()
        .map(StoredMemory::memory)
        .toList();
  }

  private int entries() {
    return store
            .ledger(Tenant.DEFAULT)
            .read(EntryFilter.of(new LedgerStream("analysis.ran")), 0, 1000)
            .size()
        + store
            .ledger(Tenant.DEFAULT)
            .read(EntryFilter.of(new LedgerStream("analysis.wrote")), 0, 1000)
            .size();
  }

  private static AnalysisReport.Result of(AnalysisReport report, Activity activity) {
    return report.results().stream()
        .filter(one -> one.activity() == activity)
        .findFirst()
        .orElseThrow();
  }

  private void incident(String key, boolean open) {
    Incident.Builder incident =
        Incident.builder("orders lags behind by 12000")
            .alertName("KafkaLag")
            .openedAt(NOW.minus(Duration.ofHours(1)));
    remember.remember(
        Memory.builder(
                MemoryId.named("test", key),
                Scope.of(Tenant.DEFAULT).withService("orders").withEnv("prod"),
                "Lag " + key,
                (open ? incident : incident.resolution("restart the consumer")).build(),
                NOW)
            .build());
  }

  @Test
  void whatIsFoundBecomesAMemoryWithItsScope() {
    AnalysisReport report = analyzer().run(ALL, NOW);

    assertThat(report.written()).isEqualTo(1);
    Memory memory = patterns().getFirst();
    assertThat(memory.content()).isInstanceOf(Pattern.class);
    assertThat(((Pattern) memory.content()).patternKind()).isEqualTo("correlation");
    assertThat(memory.title()).startsWith("KafkaLag of orders is followed by Http5xx of checkout");
    assertThat(memory.scope().env()).isEqualTo("prod");
    assertThat(memory.scope().cluster()).isEqualTo("eu-1");
    assertThat(memory.provenance().trust()).isEqualTo(TrustTier.DERIVED);
    assertThat(memory.status()).isEqualTo(MemoryStatus.ACTIVE);
  }

  @Test
  void aRunToWhichNothingNewHasComeInWritesNothing() {
    SleepTimeAnalyzer analyzer = analyzer();
    analyzer.run(ALL, NOW);
    int entries = entries();
    List<Memory> before = patterns();

    AnalysisReport again = analyzer.run(ALL, NOW);
    AnalysisReport restarted = analyzer().run(ALL, NOW);

    assertThat(again.results()).allMatch(one -> one.state() == State.NOTHING_NEW);
    assertThat(restarted.results()).allMatch(one -> one.state() == State.NOTHING_NEW);
    assertThat(entries()).isEqualTo(entries);
    assertThat(patterns()).isEqualTo(before);
  }

  @Test
  void whatWasLookedAtInVainIsNotDueAtOnceInTheNextProcess() {
    SleepTimeAnalyzer analyzer = analyzer();
    analyzer.run(ALL, NOW);
    int entries = entries();
    Instant later = NOW.plus(Duration.ofHours(5));
    assertThat(analyzer.run(later).results())
        .isNotEmpty()
        .allMatch(one -> one.state() == State.NOTHING_NEW);
    assertThat(entries()).isEqualTo(entries);

    analyzer.close();
    analyzer.close();

    Instant restarted = later.plus(Duration.ofMinutes(1));
    assertThat(analyzer().run(restarted).results()).isEmpty();
    assertThat(entries()).as("forecasts, correlation, signatures").isEqualTo(entries + 3);
    Instant due = later.plus(Duration.ofHours(4));
    assertThat(analyzer().run(due).results())
        .hasSize(3)
        .allMatch(one -> one.state() == State.NOTHING_NEW);
  }

  @Test
  void newFiringsThatChangeLittleChangeNoMemory() {
    SleepTimeAnalyzer analyzer = analyzer();
    analyzer.run(ALL, NOW);
    List<Memory> before = patterns();
    history.alerts.add(new AlertEvent(NOW.plusSeconds(60), History.LAG));
    history.alerts.add(new AlertEvent(NOW.plusSeconds(600), History.ERRORS));
    long told = history.told;

    AnalysisReport report = analyzer.run(ALL, NOW.plus(Duration.ofHours(2)));

    assertThat(of(report, Activity.CORRELATION).counts().unchanged()).isEqualTo(1);
    assertThat(patterns()).isEqualTo(before);
    assertThat(history.told - told).as("firings read again").isLessThan(20);
  }

  @Test
  void aDryRunTellsWhatItWouldWriteAndWritesNothing() {
    AnalysisReport report = analyzer().dryRun(ALL, NOW);

    assertThat(report.dryRun()).isTrue();
    assertThat(of(report, Activity.CORRELATION).counts().added()).isEqualTo(1);
    assertThat(patterns()).isEmpty();
    assertThat(entries()).isZero();
    assertThat(report.json()).contains("\"KafkaLag\"", "\"added\" : 1");
  }

  @Test
  void aRunThatIsTakenBackLeavesNothingAndIsNotFoundAgain() {
    SleepTimeAnalyzer analyzer = analyzer();
    AnalysisReport report = analyzer.run(ALL, NOW);

    Undone undone = analyzer.undo(report.run(), NOW);

    assertThat(undone.removed()).hasSize(1);
    assertThat(patterns()).isEmpty();
    assertThat(analyzer.undo(report.run(), NOW).removed()).isEmpty();
    history.alerts.add(new AlertEvent(NOW, History.LAG));
    AnalysisReport next = analyzer.run(ALL, NOW.plusSeconds(60));
    assertThat(of(next, Activity.CORRELATION).counts().refused()).isEqualTo(1);
    assertThat(patterns()).isEmpty();
  }

  @Test
  void anUpdateThatIsTakenBackSaysWhatItSaidBefore() {
    SleepTimeAnalyzer analyzer = analyzer();
    analyzer.run(ALL, NOW);
    String before = patterns().getFirst().title();
    history.alerts.removeIf(event -> event.signal().equals(History.ERRORS));
    history.alerts.add(new AlertEvent(NOW, History.LAG));
    AnalysisReport doubt = analyzer().run(ALL, NOW.plusSeconds(60));
    assertThat(of(doubt, Activity.CORRELATION).counts().retired()).isEqualTo(1);
    assertThat(patterns().getFirst().status()).isEqualTo(MemoryStatus.SUSPECT);

    Undone undone = analyzer.undo(doubt.run(), NOW);

    assertThat(undone.restored()).hasSize(1);
    assertThat(patterns().getFirst().status()).isEqualTo(MemoryStatus.ACTIVE);
    assertThat(patterns().getFirst().title()).isEqualTo(before);
  }

  @Test
  void whatSomebodyEditedSinceIsNotTakenBack() {
    SleepTimeAnalyzer analyzer = analyzer();
    AnalysisReport report = analyzer.run(ALL, NOW);
    remember.remember(patterns().getFirst().toBuilder().title("Lag breaks checkout").build());

    assertThat(analyzer.undo(report.run(), NOW).left()).hasSize(1);
    assertThat(patterns().getFirst().title()).isEqualTo("Lag breaks checkout");
  }

  @Test
  void anAlertWhoseIncidentIsOpenWaitsForItsEnd() {
    incident("open", true);
    SleepTimeAnalyzer analyzer = analyzer();

    AnalysisReport during = analyzer.run(ALL, NOW);
    incident("open", false);
    AnalysisReport after = analyzer.run(ALL, NOW.plusSeconds(60));

    assertThat(of(during, Activity.CORRELATION).counts().deferred()).isEqualTo(1);
    assertThat(of(during, Activity.CORRELATION).counts().written()).isZero();
    assertThat(of(after, Activity.CORRELATION).counts().added()).isEqualTo(1);
  }

  @Test
  void oneRunsAtATime() {
    store.leases().acquire(new Claim("sleep-time/default", "another", Duration.ofMinutes(1)));

    AnalysisReport report = analyzer().run(ALL, NOW);

    assertThat(report.results()).hasSize(6).allMatch(one -> one.state() == State.ELSEWHERE);
    assertThat(patterns()).isEmpty();
  }

  /** What no run catches. */
  private static final class Killed extends Error {

    private static final long serialVersionUID = 1L;
  }

  @Test
  void aRunThatWasKilledIsFinishedByTheNextOne() {
    history.withDisk();
    AnalysisInput dying =
        new AnalysisInput() {
          @Override
          public void alerts(Instant from, Instant until, Consumer<AlertEvent> sink) {
            throw new Killed();
          }

          @Override
          public List<DeploymentEvent> deployments(Instant from, Instant until) {
            return List.of();
          }

          @Override
          public List<ResourceSeries> resources(Instant asOf) {
            return history.resources(asOf);
          }
        };
    AnalysisHome home = new AnalysisHome(store, remember, store, Tenant.DEFAULT, "dying");
    assertThatThrownBy(() -> new SleepTimeAnalyzer(home, dying, policy).run(NOW))
        .isInstanceOf(Killed.class);
    assertThat(patterns()).hasSize(1);

    AnalysisReport next = analyzer().run(NOW.plusSeconds(60));

    assertThat(next.results())
        .extracting(AnalysisReport.Result::activity)
        .doesNotContain(Activity.FORECASTS)
        .contains(Activity.CORRELATION, Activity.TEMPORAL);
    assertThat(patterns()).hasSize(2);
  }

  @Test
  void whatBreaksInOneActivityKeepsNoneOfTheOthersFromRunning() {
    history.resources.add(null);

    AnalysisReport report = analyzer().run(ALL, NOW);
    AnalysisReport dry = analyzer().dryRun(ALL, NOW);

    assertThat(report.failures())
        .singleElement()
        .returns(Activity.FORECASTS, AnalysisReport.Result::activity)
        .satisfies(one -> assertThat(one.reason()).startsWith("java.lang.NullPointerException"));
    assertThat(of(report, Activity.CORRELATION).counts().added()).isEqualTo(1);
    assertThat(dry.failures()).hasSize(1);
  }

  @Test
  void aRunThatWasKilledBeforeItWroteWritesTheSameTheSecondTime() {
    RememberPipeline dying =
        new RememberPipeline(
            store,
            null,
            new PatternRedactor(),
            Environments.DEFAULT,
            () -> {
              throw new Killed();
            });
    AnalysisHome home = new AnalysisHome(store, dying, store, Tenant.DEFAULT, "dying");
    assertThatThrownBy(() -> new SleepTimeAnalyzer(home, history, policy).run(ALL, NOW))
        .isInstanceOf(Killed.class);
    assertThat(patterns()).isEmpty();

    AnalysisReport next = analyzer().run(ALL, NOW);

    assertThat(of(next, Activity.CORRELATION).state()).isEqualTo(State.DONE);
    assertThat(next.written()).isEqualTo(1);
    assertThat(analyzer().undo(next.run(), NOW).removed()).hasSize(1);
  }

  @Test
  void aLogThatIsEmptyDoubtsNothing() {
    analyzer().run(ALL, NOW);
    history.alerts.clear();

    AnalysisReport report = analyzer().run(ALL, NOW.plusSeconds(60));

    assertThat(report.written()).isZero();
    assertThat(patterns().getFirst().status()).isEqualTo(MemoryStatus.ACTIVE);
  }

  @Test
  void nothingToDoIsDone() {
    assertThat(analyzer().run(Set.of(), NOW).results()).isEmpty();
    assertThat(analyzer().dryRun(Set.of(), NOW).results()).isEmpty();
  }

  @Test
  void eachActivityHasItsOwnSchedule() {
    SleepTimeAnalyzer analyzer = analyzer();

    assertThat(analyzer.run(NOW).results()).hasSize(6);
    assertThat(analyzer.run(NOW.plus(Duration.ofMinutes(59))).results()).isEmpty();
    assertThat(analyzer.run(NOW.plus(Duration.ofMinutes(125))).results())
        .extracting(AnalysisReport.Result::activity)
        .containsExactly(Activity.FORECASTS, Activity.CORRELATION);
  }

  @Test
  void aScheduleIsMovedToQuietHours() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Schedule nightly =
        Schedule.every(Duration.ofHours(4))
            .within(new Schedule.QuietHours(LocalTime.of(22, 0), LocalTime.of(5, 0), berlin));
    Instant noon = Instant.parse("2025-07-01T10:00:00Z");

    assertThat(isDue(nightly, noon)).isFalse();
    assertThat(isDue(nightly, noon.plus(Duration.ofHours(10)))).isTrue();
    assertThat(isDue(nightly, noon.plus(Duration.ofHours(17)))).isFalse();
  }

  private static boolean isDue(Schedule schedule, Instant now) {
    return schedule.next(Optional.empty(), now, now).equals(now);
  }

  @Test
  void whatTheBudgetDoesNotReachIsPostponed() {
    AnalysisPolicy hasty =
        new AnalysisPolicy(
            policy.patterns(),
            policy.history(),
            policy.horizon(),
            policy.leastIncidents(),
            Duration.ofNanos(1),
            policy.schedules());
    AnalysisHome home = new AnalysisHome(store, remember, store, Tenant.DEFAULT, "hasty");

    AnalysisReport report = new SleepTimeAnalyzer(home, history, hasty).run(NOW);

    assertThat(report.results()).allMatch(one -> one.state() == State.POSTPONED);
    assertThat(analyzer().run(NOW).results()).allMatch(one -> one.state() == State.DONE);
  }
}
