package io.runbookmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Opened;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.alerts.AlertRecord;
import io.runbookmemory.journal.alerts.Fate;
import io.runbookmemory.learn.analysis.Activity;
import io.runbookmemory.learn.analysis.AnalysisReport;
import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JournalHistoryTest {

  private static final Instant T = Instant.parse("2026-03-04T03:00:00Z");
  private static final Place CHECKOUT = new Place("checkout", "prod", "eu", null);
  private static final AlertName LAG = new AlertName("KafkaLag", "0123456789abcdef");

  private Instant now = T;
  private final RunbookMemory memory =
      RunbookMemory.builder(new ExactMemoryStore()).clock(() -> now).build();
  private final JournalHistory history = new JournalHistory(memory.journal());

  private List<String> alerts(Instant from, Instant until) {
    List<AlertEvent> events = new ArrayList<>();
    history.alerts(from, until, events::add);
    return events.stream().map(event -> event.at() + " " + event.signal()).toList();
  }

  @Test
  void whatFiredAndWhatPeopleToldOfAreToldAndEndsAreNot() {
    memory
        .journal()
        .alerts()
        .append(
            List.of(
                new AlertRecord(T, LAG, CHECKOUT, Verdict.PAGE, Fate.NOTIFIED),
                new AlertRecord(T.plusSeconds(60), LAG, CHECKOUT, Verdict.PAGE, Fate.FOLDED),
                new AlertRecord(T.plusSeconds(90), LAG, CHECKOUT, Verdict.LOG, Fate.ENDED)));
    memory
        .journal()
        .incidents()
        .open(new Opened("Slow", "", CHECKOUT, null, null), T.plusSeconds(120), "ann");

    assertThat(alerts(T, T.plusSeconds(3600)))
        .containsExactly(
            T + " KafkaLag of checkout (prod, eu)",
            T.plusSeconds(60) + " KafkaLag of checkout (prod, eu)",
            T.plusSeconds(120) + " incident of checkout (prod, eu)");
    assertThat(alerts(T.plusSeconds(1), T.plusSeconds(120))).hasSize(1);
  }

  @Test
  void whatIsToldWeeksLateIsSeenByTheNextRunOfTheSameProcess() {
    List<AlertRecord> year = new ArrayList<>();
    for (int week = 0; week < 52; week++) {
      Instant at = T.minus(Duration.ofDays(7L * week + 1));
      year.add(new AlertRecord(at, LAG, CHECKOUT, Verdict.PAGE, Fate.NOTIFIED));
    }
    memory.journal().alerts().append(year.subList(0, 3));
    Set<Activity> temporal = Set.of(Activity.TEMPORAL);
    assertThat(memory.analysis().run(temporal).findings()).isEmpty();

    memory.journal().alerts().append(year.subList(3, 52));
    now = T.plusSeconds(60);

    AnalysisReport late = memory.analysis().run(temporal);
    assertThat(late.results()).allMatch(one -> one.state() == AnalysisReport.State.DONE);
    assertThat(late.findings()).isNotEmpty();
    now = T.plusSeconds(120);
    assertThat(memory.analysis().run(temporal).results())
        .allMatch(one -> one.state() == AnalysisReport.State.NOTHING_NEW);
  }

  private static Alert lag(Instant since) {
    return new Alert(
        Map.of("alertname", "KafkaLag", "service", "checkout"), Map.of("summary", "Lag"), since);
  }

  private JournalIncident opened(Instant since) {
    return memory.journal().incidents().open(lag(since), CHECKOUT, since, "am").incident();
  }

  @Test
  void nothingIsWrittenOfAnAlertWhileTheJournalHasItsIncidentOpenAndItIsLookedAtAgainAtItsEnd() {
    List<AlertRecord> year = new ArrayList<>();
    for (int week = 0; week < 52; week++) {
      Instant at = T.minus(Duration.ofDays(7L * week + 1));
      year.add(new AlertRecord(at, LAG, CHECKOUT, Verdict.PAGE, Fate.NOTIFIED));
    }
    memory.journal().alerts().append(year);
    MemoryId open = opened(T.minusSeconds(600)).id();
    Set<Activity> temporal = Set.of(Activity.TEMPORAL);

    AnalysisReport during = memory.analysis().run(temporal);
    assertThat(during.results().getFirst().counts().deferred()).isPositive();
    assertThat(during.written()).isZero();
    now = T.plusSeconds(60);
    assertThat(memory.analysis().run(temporal).results().getFirst().state())
        .isEqualTo(AnalysisReport.State.NOTHING_NEW);

    memory.journal().incidents().write(open, new JournalEvent.Resolved("drained"), now, "ann");
    now = T.plusSeconds(120);
    AnalysisReport after = memory.analysis().run(temporal);
    assertThat(after.results().getFirst().counts().deferred()).isZero();
    assertThat(after.written()).isPositive();
  }

  @Test
  void incidentsThatNobodyApprovedAMemoryOfCountForAGap() {
    for (int day = 3; day >= 1; day--) {
      Instant since = T.minus(Duration.ofDays(day));
      MemoryId id = opened(since).id();
      memory
          .journal()
          .incidents()
          .write(id, new JournalEvent.Resolved(null), since.plusSeconds(60), "ann");
      memory.journal().draft(id, since.plusSeconds(61));
    }
    Set<Activity> signatures = Set.of(Activity.SIGNATURES);

    assertThat(memory.analysis().dryRun(signatures).findings())
        .singleElement()
        .returns("gap", Finding::kind)
        .returns(3L, Finding::support);
    memory.drafts().list(100).stream()
        .filter(one -> one.content() instanceof Incident)
        .forEach(one -> memory.drafts().approve(one.id(), T));
    assertThat(memory.analysis().dryRun(signatures).findings())
        .filteredOn(one -> one.kind().equals("gap"))
        .singleElement()
        .returns(3L, Finding::support);
  }

  @Test
  void onlyWhatBecameKnownSinceIsTold() {
    memory
        .journal()
        .alerts()
        .append(List.of(new AlertRecord(T, LAG, CHECKOUT, Verdict.PAGE, Fate.NOTIFIED)));
    List<AlertEvent> events = new ArrayList<>();
    long position = history.alertsSince(0, events::add);
    Instant old = T.minus(Duration.ofDays(90));
    memory
        .journal()
        .alerts()
        .append(List.of(new AlertRecord(old, LAG, CHECKOUT, Verdict.PAGE, Fate.NOTIFIED)));

    assertThat(history.alertsSince(position, events::add)).isGreaterThan(position);

    assertThat(events).extracting(AlertEvent::at).containsExactly(T, old);
  }

  @Test
  void aDeploymentWithoutAServiceIsPassedOver() {
    memory.remember(
        Memory.builder(
                MemoryId.named("test", "imported"),
                Scope.of(Tenant.DEFAULT).withEnv("prod"),
                "v1 went out",
                new Deployment("v1", List.of(), "", List.of()),
                T)
            .happenedAt(T)
            .build());

    assertThat(memory.journal().deployments().changes(null, null, T, T.plusSeconds(1))).hasSize(1);
    assertThat(history.deployments(T, T.plusSeconds(1))).isEmpty();
  }

  @Test
  void deploymentsAreToldWithTheirServiceAndVersion() {
    memory
        .journal()
        .deployed(
            Scope.of(Tenant.DEFAULT).withService("checkout").withEnv("prod"),
            new Deployment("v2", List.of(), "", List.of()),
            T,
            null);

    assertThat(history.deployments(T, T.plusSeconds(1)))
        .containsExactly(new DeploymentEvent(T, "checkout", "prod", "v2"));
    assertThat(history.deployments(T.plusSeconds(1), T.plusSeconds(2))).isEmpty();
    assertThat(history.resources(T)).isEmpty();
  }
}
