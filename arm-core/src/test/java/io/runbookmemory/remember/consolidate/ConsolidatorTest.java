package io.runbookmemory.remember.consolidate;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.remember.Remembered.Added;
import io.runbookmemory.remember.Remembered.SeenAgain;
import io.runbookmemory.remember.Remembered.Unchanged;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolidatorTest {

  private static final String TITLE = "Connection pool of orders exhausted";

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final MemoryReader reader = store.reader(Tenant.DEFAULT);
  private final Random random = new Random(7);
  private final RememberPipeline pipeline =
      new RememberPipeline(store, null, new PatternRedactor(), Environments.DEFAULT, () -> NOW);
  private final Consolidator consolidator =
      new Consolidator(store, pipeline, ConsolidationPolicy.DEFAULT);

  private MemoryBuilder report(String title, Incident incident, Instant at) {
    return Memory.builder(
            MemoryId.fresh(at, random), TestMemories.service("orders"), title, incident, at)
        .happenedAt(at)
        .lastSeenAt(at);
  }

  private Memory report(Instant at) {
    return report(TITLE, Incident.builder("503s").openedAt(at).build(), at).build();
  }

  private List<Memory> stored() {
    return reader.scan(Filter.everything(), null, 100).stream().map(StoredMemory::memory).toList();
  }

  private Memory only() {
    assertThat(stored()).hasSize(1);
    return stored().getFirst();
  }

  private static Instant after(int hours) {
    return NOW.plus(Duration.ofHours(hours));
  }

  @Test
  void theSameIncidentWithinTheWindowIsOneMemoryThatCounts() {
    Remembered first = consolidator.remember(report(NOW));
    Remembered again = consolidator.remember(report(after(23)));

    assertThat(first).isInstanceOf(Added.class);
    assertThat(again).isEqualTo(new SeenAgain(first.id(), 2, 2));
    assertThat(only().times().happenedAt()).isEqualTo(NOW);
    assertThat(only().times().lastSeenAt()).isEqualTo(after(23));
    assertThat(only().content()).isEqualTo(Incident.builder("503s").openedAt(NOW).build());
  }

  @Test
  void whatIsLaterThanTheWindowIsAnotherIncident() {
    consolidator.remember(report(NOW));

    assertThat(consolidator.remember(report(after(25)))).isInstanceOf(Added.class);
    assertThat(stored()).hasSize(2);
  }

  @Test
  void whatAReportSaysAnewIsTakenOverAndNothingIsLost() {
    Attempt vain = new Attempt("restarted the pods", Effect.NO_EFFECT);
    Attempt fix = new Attempt("raised the pool to 200", Effect.RESOLVED);
    consolidator.remember(
        report(TITLE, Incident.builder("503s at 12 %").attempts(List.of(vain)).build(), NOW)
            .tags(List.of("pool"))
            .build());

    consolidator.remember(
        report(
                TITLE,
                Incident.builder("Payments fail")
                    .rootCause("flag service leaks connections")
                    .resolution("raised the pool to 200")
                    .attempts(List.of(new Attempt("Restarted the pods.", Effect.NO_EFFECT), fix))
                    .build(),
                after(1))
            .tags(List.of("payments"))
            .build());

    Incident incident = (Incident) only().content();
    assertThat(incident.symptom()).isEqualTo("503s at 12 %\nPayments fail");
    assertThat(incident.rootCause()).contains("flag service leaks connections");
    assertThat(incident.resolution()).contains("raised the pool to 200");
    assertThat(incident.attempts()).containsExactly(vain, fix);
    assertThat(only().tags()).containsExactly("payments", "pool");
  }

  @Test
  void twoCausesAreBothKeptForTheOwnerToJudge() {
    consolidator.remember(
        report(TITLE, Incident.builder("503s").rootCause("a leak").build(), NOW).build());
    consolidator.remember(
        report(TITLE, Incident.builder("503s").rootCause("a slow query").build(), NOW).build());

    assertThat(((Incident) only().content()).rootCause()).contains("a leak\na slow query");
  }

  @Test
  void aFingerprintOrAnAlertOfTheServiceIsEnough() {
    Incident alert =
        Incident.builder("x").alertName("PoolExhausted").fingerprint("00aa11bb22cc33dd").build();
    consolidator.remember(report("One title", alert, NOW).build());
    consolidator.remember(
        report("Quite another", Incident.builder("y").alertName("PoolExhausted").build(), NOW)
            .build());
    consolidator.remember(
        report("A third", Incident.builder("z").fingerprint("00aa11bb22cc33dd").build(), NOW)
            .build());

    assertThat(only().occurrences()).isEqualTo(3);
  }

  @Test
  void anotherServiceIsAnotherIncident() {
    consolidator.remember(report(NOW));
    consolidator.remember(report(NOW).toBuilder().scope(TestMemories.service("cart")).build());

    assertThat(stored()).hasSize(2);
  }

  @Test
  void withoutAServiceAShortTitleSpeaksForNothing() {
    for (int i = 0; i < 2; i++) {
      consolidator.remember(report(NOW).toBuilder().scope(TestMemories.ANYWHERE).build());
      consolidator.remember(
          report("Disk full", Incident.builder("x").build(), NOW)
              .scope(TestMemories.ANYWHERE)
              .build());
    }

    assertThat(stored()).extracting(Memory::occurrences).containsExactlyInAnyOrder(2L, 1L, 1L);
  }

  @Test
  void whatHasAKeyOfItsOwnOrIsADraftIsNeverJoined() {
    Provenance ticket = new Provenance("tickets", "OPS-1", null, TrustTier.EXTERNAL);
    consolidator.remember(report(NOW).toBuilder().provenance(ticket).build());
    consolidator.remember(report(NOW).toBuilder().status(MemoryStatus.DRAFT).build());
    consolidator.remember(report(NOW));
    consolidator.remember(TestMemories.note("A note", "x").build());

    assertThat(stored()).hasSize(4).allMatch(memory -> memory.occurrences() == 1);
  }

  @Test
  void thePolicyCanBeOff() {
    Consolidator off = new Consolidator(store, pipeline, ConsolidationPolicy.OFF);

    off.remember(report(NOW));
    off.remember(report(NOW));

    assertThat(stored()).hasSize(2);
  }

  @Test
  void whatWasForgottenAndIsReportedAgainIsRememberedAgain() {
    Remembered first = consolidator.remember(report(NOW));
    store.writer(Tenant.DEFAULT).delete(List.of(first.id()), NOW);

    assertThat(consolidator.remember(report(NOW))).isInstanceOf(Added.class);
    assertThat(consolidator.remember(report(NOW))).isInstanceOf(SeenAgain.class);
  }

  @Test
  void aReportWhoseAcknowledgementWasLostCountsOnce() {
    Memory report = report(NOW);
    consolidator.remember(report(NOW));
    consolidator.remember(report);

    assertThat(consolidator.remember(report)).isInstanceOf(Unchanged.class);
    assertThat(only().occurrences()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theOrderOfReportsMattersNeitherForTheCountNorForTheFirstAndLastSighting(long seed) {
    Random order = new Random(seed);
    List<Memory> reports = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      reports.add(report(NOW.plusSeconds(order.nextInt(20 * 3600))));
    }
    Instant first =
        reports.stream().map(one -> one.times().knownAt()).min(Instant::compareTo).get();
    Instant last = reports.stream().map(one -> one.times().knownAt()).max(Instant::compareTo).get();
    Collections.shuffle(reports, order);

    reports.forEach(consolidator::remember);

    assertThat(only().occurrences()).as("seed " + seed).isEqualTo(30);
    assertThat(only().times().happenedAt()).as("seed " + seed).isEqualTo(first);
    assertThat(only().times().lastSeenAt()).as("seed " + seed).isEqualTo(last);
    assertThat(((Incident) only().content()).openedAt()).contains(first);
  }

  @Test
  void eightWhoReportTheSameAtOnceMakeOneMemoryOfEightOccurrences() throws Exception {
    for (int round = 0; round < 20; round++) {
      String title = "Queue number " + round + " grows without end";
      List<Callable<Remembered>> reporters = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Memory report = report(title, Incident.builder("x").build(), NOW).build();
        reporters.add(() -> consolidator.remember(report));
      }
      try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
        for (Future<Remembered> done : threads.invokeAll(reporters)) {
          done.get();
        }
      }
    }

    assertThat(stored()).hasSize(20).allMatch(memory -> memory.occurrences() == 8);
  }

  @Test
  void aStormOfTenThousandReportsOfFiveIncidentsLeavesFiveMemories() {
    List<Integer> incidents = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      incidents.add(i % 5);
    }
    Collections.shuffle(incidents, new Random(3));
    for (int which : incidents) {
      String alert = "Alert" + "ABCDE".charAt(which) + "Firing";
      Incident incident = Incident.builder("error rate 12 %").alertName(alert).build();
      consolidator.remember(report("Paged by " + alert, incident, NOW).build());
    }

    assertThat(stored()).hasSize(5).allMatch(memory -> memory.occurrences() == 2_000);
    assertThat(stored()).allMatch(memory -> memory.text().length() < 100);
  }
}
