package io.runbookmemory.replay.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.replay.Bootstrap;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BacktestTest {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private final RunbookMemory memory =
      RunbookMemory.builder(new ExactMemoryStore())
          .model(new HashingModel())
          .clock(() -> TestMemories.NOW)
          .build();

  @AfterEach
  void close() {
    memory.close();
  }

  private static Memory incident(int day, String title, Incident.Builder incident, String... tags) {
    return TestMemories.of(title, incident.build())
        .happenedAt(FIRST.plus(Duration.ofDays(day)))
        .tags(List.of(tags))
        .build();
  }

  private static final Memory DISK =
      incident(1, "Disk full on build node", Incident.builder("No space left."), "series:disk");
  private static final Memory CERTS =
      incident(2, "Certificate expired at the edge", Incident.builder("Browsers refuse it."));
  private static final Memory DISK_AGAIN =
      incident(3, "Disk full on build node again", Incident.builder("No space."), "series:disk");
  private static final Memory DISK_LAST =
      incident(4, "Disk full on build node, once more", Incident.builder("Full."), "series:disk");

  private BacktestReport run(List<Memory> memories) {
    memory.rememberAll(memories);
    List<PastIncident> incidents = new ArrayList<>();
    memories.forEach(one -> incidents.add(PastIncident.of(one)));
    return new Backtest(incidents.reversed(), Bootstrap.DEFAULT).run(memory::recall, done -> {});
  }

  @Test
  void eachIsAskedInOrderOfTimeAndSeesWhatHappenedBefore() {
    BacktestReport report = run(List.of(DISK, CERTS, DISK_AGAIN, DISK_LAST));

    assertThat(report.replayed())
        .extracting(one -> one.incident().id())
        .containsExactly(DISK.id(), CERTS.id(), DISK_AGAIN.id(), DISK_LAST.id());
    assertThat(report.replayed().get(0).found()).isEmpty();
    assertThat(report.replayed().get(0).strength()).isEqualTo(Strength.TRIAGE);
    for (Replayed one : report.replayed()) {
      assertThat(one.found())
          .allSatisfy(
              found ->
                  assertThat(found.times().happenedAt()).isBefore(one.incident().detected().at()));
    }
    assertThat(report.replayed().get(2).right()).containsExactly(DISK.id());
    assertThat(report.replayed().get(3).right())
        .containsExactlyInAnyOrder(DISK.id(), DISK_AGAIN.id());
  }

  @Test
  void theNumbersAreOfWhatHadHappenedBefore() {
    BacktestReport report = run(List.of(DISK, CERTS, DISK_AGAIN, DISK_LAST));

    assertThat(report.repeated()).isEqualTo(2);
    assertThat(report.hitAt1().value()).isEqualTo(1);
    assertThat(report.hitAt5().value()).isEqualTo(1);
    assertThat(report.mrrAt10().value()).isEqualTo(1);
    assertThat(report.triageOfRepeated().value()).isZero();
    assertThat(report.triageOfFirst().value()).isEqualTo(1);
    assertThat(report.misses()).isEmpty();
  }

  @Test
  void anEarlierOneThatIsNotRecalledIsAMiss() {
    Memory other =
        incident(5, "Mail is late", Incident.builder("Queue of the relay grows."), "series:disk");

    BacktestReport report = run(List.of(DISK, other));

    assertThat(report.misses()).hasSize(1);
    assertThat(report.misses().getFirst().rank()).isZero();
    assertThat(report.hitAt5().value()).isZero();
    assertThat(report.triageOfRepeated().value()).isEqualTo(1);
  }

  @Test
  void withoutASeriesTheSameAlertIsTheSameThing() {
    PastIncident one =
        PastIncident.of(incident(1, "a", Incident.builder("x").alertName("DiskFull")));
    PastIncident same =
        PastIncident.of(incident(2, "b", Incident.builder("y").alertName("DiskFull")));
    PastIncident other =
        PastIncident.of(incident(3, "c", Incident.builder("z").alertName("MailLate")));
    PastIncident none = PastIncident.of(incident(4, "d", Incident.builder("z")));

    assertThat(same.repeats(one)).isTrue();
    assertThat(other.repeats(one)).isFalse();
    assertThat(none.repeats(none)).isFalse();
    assertThat(one.detected().alert().orElseThrow().name()).contains("DiskFull");
  }

  @Test
  void whatHasNoTimeOfItsOwnIsKnownFromWhenItWasCreated() {
    Memory page = TestMemories.runbook("Disk full", "Rotate the logs.").build();

    assertThat(Backtest.knownBefore(TestMemories.NOW).test(page)).isFalse();
    assertThat(Backtest.knownBefore(TestMemories.NOW.plusSeconds(1)).test(page)).isTrue();
    assertThat(Backtest.knownBefore(FIRST.plus(Duration.ofDays(1))).test(DISK)).isFalse();
  }

  @Test
  void aQuestionHoldsNeitherCauseNorCure() {
    String report =
        "# Disk full\n\n## Summary\n\nBuilds fail.\n\n## Cause\n\nLogs.\n\n## Fix\n\nRotate.";
    PastIncident incident =
        PastIncident.of(
            incident(1, "Disk full", Incident.builder(report).rootCause("x").resolution("y")));

    assertThat(incident.detected().text()).isEqualTo("Disk full\nBuilds fail.");
    String words = "word ".repeat(1000);
    assertThat(DetectedText.of("Long", words)).hasSizeBetween(500, 610).startsWith("Long\nword");
    assertThat(DetectedText.of("Same", "Same and more")).isEqualTo("Same and more");
    assertThat(DetectedText.of("Bare", "# Bare")).isEqualTo("Bare");
  }

  @Test
  void onlyAnIncidentHappened() {
    assertThatThrownBy(() -> PastIncident.of(TestMemories.note("n", "words").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a past incident is made of an incident, got note");
    assertThat(PastIncident.of(DISK).id()).isEqualTo(MemoryId.named("test", DISK.title()));
  }
}
