package io.runbookmemory.journal.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalEvent.Opened;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.JournalPolicy;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeploymentLogTest {

  private static final Instant T = Instant.parse("2026-03-01T12:00:00Z");
  private static final Scope CHECKOUT =
      Scope.of(Tenant.DEFAULT).withService("checkout").withEnv("prod");

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final RunbookMemory memory = RunbookMemory.builder(store).clock(() -> T).build();
  private final DeploymentLog log = new DeploymentLog(memory.memories(), at -> graph());
  private final IncidentJournal journal =
      new IncidentJournal(
          store.ledger(Tenant.DEFAULT),
          new PatternRedactor(),
          JournalPolicy.DEFAULT,
          new Random(1));

  private static ServiceGraph graph() {
    ResourceFact fact = new ResourceFact("checkout", "depends-on", "payments");
    return ServiceGraph.of(
        List.of(
            Memory.builder(
                    MemoryId.named("facts", "1"), Scope.of(Tenant.DEFAULT), "a fact", fact, T)
                .build()));
  }

  private Remembered record(Scope scope, Deployment deployment, Instant at, @Nullable String key) {
    return memory.remember(DeploymentLog.memory(scope, deployment, at, key));
  }

  private static Deployment version(String version, String risk, String... watchFor) {
    return new Deployment(version, List.of("a change"), risk, List.of(watchFor));
  }

  private JournalIncident trouble(Instant at) {
    return journal.open(
        new Opened(
            "Checkout latency",
            "p99 at 4 s",
            new Place("checkout", "prod", null, null),
            null,
            null),
        at,
        "ann");
  }

  @Test
  void aDeploymentThatIsToldTwiceIsOne() {
    assertThat(record(CHECKOUT, version("v1", ""), T, "run 17"))
        .isInstanceOf(Remembered.Added.class);
    assertThat(record(CHECKOUT, version("v1", ""), T, "run 17"))
        .isInstanceOf(Remembered.Unchanged.class);
    assertThat(record(CHECKOUT, version("v1", "high"), T.plusSeconds(60), "run 17"))
        .isInstanceOf(Remembered.Updated.class);

    assertThat(log.changes("checkout", null, T.minusSeconds(1), T.plusSeconds(61))).hasSize(1);
  }

  @Test
  void aKeyIsOfItsServiceAndEnvironmentAlone() {
    record(CHECKOUT, version("v1", ""), T, "42");
    record(CHECKOUT.withService("payments"), version("p7", ""), T, "42");
    record(CHECKOUT.withEnv("staging"), version("v2", ""), T, "42");

    assertThat(log.changes(null, null, T, T.plusSeconds(1)))
        .extracting(change -> change.deployment().version())
        .containsExactlyInAnyOrder("v1", "p7", "v2");
  }

  @Test
  void whatIsToldAgainWithinMinutesIsTheSameUnlessAnotherVersionWentOutMeanwhile() {
    assertThat(log.toldAgain(CHECKOUT, "v1", T)).isEmpty();
    record(CHECKOUT, version("v1", ""), T, null);
    Instant later = T.plus(DeploymentLog.TOLD_AGAIN);

    assertThat(log.toldAgain(CHECKOUT, "v1", later)).hasValueSatisfying(one -> at(one, T));
    assertThat(log.toldAgain(CHECKOUT, "v1", later.plusSeconds(1))).isEmpty();
    assertThat(log.toldAgain(CHECKOUT, "v2", later)).isEmpty();
    assertThat(log.toldAgain(CHECKOUT.withEnv("staging"), "v1", later)).isEmpty();
    assertThat(log.toldAgain(CHECKOUT.withEnv(null), "v1", later)).isEmpty();
    record(CHECKOUT.withService("payments"), version("v1", ""), T.plusSeconds(20), null);
    assertThat(log.toldAgain(CHECKOUT, "v1", later)).hasValueSatisfying(one -> at(one, T));
    record(CHECKOUT, version("v2", ""), T.plusSeconds(60), null);
    assertThat(log.toldAgain(CHECKOUT, "v1", T.plusSeconds(90))).isEmpty();
  }

  @Test
  void whatIsToldAgainHasTheIdentityThatItHad() {
    Instant exactly = T.plusNanos(123_456_789);
    Remembered first = record(CHECKOUT, version("v1", ""), exactly, null);

    Change again = log.toldAgain(CHECKOUT, "v1", exactly.plusSeconds(5)).orElseThrow();

    assertThat(record(CHECKOUT, version("v1", ""), again.at(), null))
        .isInstanceOf(Remembered.Unchanged.class)
        .returns(first.id(), Remembered::id);
    assertThat(again.at()).isEqualTo(T.plusMillis(123));
  }

  private static void at(Change change, Instant when) {
    assertThat(change.at()).isEqualTo(when);
  }

  @Test
  void aDeploymentOfAServiceThatNothingKnowsIsKeptAndOneOfNoServiceIsRefused() {
    Scope unheard = Scope.of(Tenant.DEFAULT).withService("unheard-of");
    record(unheard, version("v1", ""), T, null);

    assertThat(log.changes("unheard-of", null, T, T.plusSeconds(1))).hasSize(1);
    assertThatThrownBy(() -> record(Scope.of(Tenant.DEFAULT), version("v1", ""), T, null))
        .hasMessageContaining("of a service");
  }

  @Test
  void whatAServiceDependsOnIsLookedAtTooAndNothingElse() {
    record(CHECKOUT, version("v1", ""), T, null);
    record(CHECKOUT.withService("payments"), version("p7", ""), T.plusSeconds(60), null);
    record(CHECKOUT.withService("search"), version("s2", ""), T.plusSeconds(90), null);
    record(CHECKOUT.withEnv("staging"), version("v2", ""), T, null);

    assertThat(log.changes("checkout", "prod", T.minusSeconds(1), T.plusSeconds(100)))
        .extracting(change -> change.deployment().version() + " at " + change.hops())
        .containsExactly("p7 at 1", "v1 at 0");
  }

  @Test
  void theDeploymentJustBeforeTroubleIsTheFirstSuspect() {
    record(CHECKOUT, version("v1", ""), T.minus(Duration.ofHours(20)), null);
    record(CHECKOUT, version("v2", ""), T.minus(Duration.ofMinutes(10)), null);
    record(CHECKOUT.withService("payments"), version("p7", ""), T.minusSeconds(300), null);
    record(CHECKOUT, version("v3", ""), T.plusSeconds(5), null);

    Suspects suspects = log.suspects(trouble(T), journal);

    assertThat(suspects.ranked())
        .extracting(suspect -> suspect.change().deployment().version())
        .containsExactly("v2", "p7", "v1");
    assertThat(suspects.ranked().getFirst().probability()).isGreaterThan(.5);
    assertThat(suspects.ranked().getLast().probability()).isLessThan(.001);
    assertThat(
            suspects.ranked().stream().mapToDouble(Suspect::probability).sum()
                + suspects.otherwise())
        .isCloseTo(1, within(1e-9));
    assertThat(suspects.ranked().getFirst().evidence())
        .containsExactly("went out 10 min before trouble began");
  }

  @Test
  void aServiceWithMuchTroubleOfItsOwnAndHarmlessDeploymentsIsBlamedLess() {
    record(CHECKOUT, version("v9", ""), T.minus(Duration.ofMinutes(50)), null);
    double without = log.suspects(trouble(T), journal).otherwise();
    for (int day = 3; day < 80; day++) {
      Instant noon = T.minus(Duration.ofDays(day));
      trouble(noon);
      record(CHECKOUT, version("w" + day, ""), noon.minus(Duration.ofHours(5)), null);
    }

    Suspects suspects = log.suspects(trouble(T), journal);

    assertThat(suspects.otherwise()).isGreaterThan(without * 2);
    assertThat(suspects.basis())
        .startsWith("0 of 78 deployments in 90 days were followed by trouble within 2 h");
  }

  @Test
  void riskAndWatchNotesRaiseASuspicion() {
    record(CHECKOUT, version("v1", "low"), T.minus(Duration.ofMinutes(20)), "a");
    record(CHECKOUT, version("v2", "high", "p99 latency"), T.minus(Duration.ofMinutes(20)), "b");

    Suspects suspects = log.suspects(trouble(T), journal);

    Suspect first = suspects.ranked().getFirst();
    assertThat(first.change().deployment().version()).isEqualTo("v2");
    assertThat(first.probability() / suspects.ranked().getLast().probability())
        .isCloseTo(12, within(1e-6));
    assertThat(first.evidence()).contains("its authors said to watch for: p99 latency");
  }

  @Test
  void aWatchNoteSurfacesWhenItsMetricMovesAndNotAfterItsTime() {
    Deployment watched =
        new Deployment(
            "v2", List.of(), "", List.of("checkout latency"), T.plus(Duration.ofHours(4)));
    record(CHECKOUT, watched, T, "a");
    record(CHECKOUT, version("v3", "", "queue depth"), T, "b");

    assertThat(log.watched("checkout_latency_seconds", "checkout", T.plusSeconds(60)))
        .extracting(WatchNote::note)
        .containsExactly("checkout latency");
    assertThat(log.watched("checkout_latency_seconds", "checkout", T.plus(Duration.ofHours(5))))
        .isEmpty();
    assertThat(log.watched("queue_depth", null, T.plus(Duration.ofHours(23)))).hasSize(1);
    assertThat(log.watched("queue_depth", null, T.plus(Duration.ofHours(25)))).isEmpty();
    assertThat(log.watched("cpu_seconds_total", null, T.plusSeconds(60))).isEmpty();
    assertThat(log.watching(T.plusSeconds(60)))
        .extracting(WatchNote::note)
        .containsExactlyInAnyOrder("checkout latency", "queue depth");
    assertThat(log.watching(T.plus(Duration.ofHours(5))))
        .extracting(WatchNote::note)
        .containsExactly("queue depth");
  }
}
