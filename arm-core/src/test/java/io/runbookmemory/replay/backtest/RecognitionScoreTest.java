package io.runbookmemory.replay.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.replay.Bootstrap;
import io.runbookmemory.replay.engine.ContaminationException;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecognitionScoreTest {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final MemoryId A = MemoryId.named("test", "a");
  private static final MemoryId B = MemoryId.named("test", "b");

  private static Recognition repeated(double certainty, MemoryId... found) {
    return new Recognition(Set.of(A, B), List.of(found), certainty);
  }

  private static Recognition first(double certainty) {
    return new Recognition(Set.of(), List.of(A), certainty);
  }

  private static RecognitionScore score(double threshold, Recognition... answers) {
    return RecognitionScore.of(List.of(answers), threshold, Bootstrap.DEFAULT);
  }

  @Test
  void whatIsNotSureEnoughIsNeitherFoundNorAFalseAlarm() {
    Recognition[] all = {repeated(3, A), repeated(1, A, B), first(2), first(0.5)};
    RecognitionScore low = score(0, all);
    assertThat(low.recallAt5().value()).isEqualTo(0.75);
    assertThat(low.falseAlarms().value()).isEqualTo(1);
    RecognitionScore high = score(2, all);
    assertThat(high.recallAt5().value()).isEqualTo(0.25);
    assertThat(high.falseAlarms().value()).isEqualTo(0.5);
    assertThat(high.repeated()).isEqualTo(2);
    assertThat(high.first()).isEqualTo(2);
  }

  @Test
  void theBestThresholdParts() {
    assertThat(
            RecognitionScore.bestThreshold(
                List.of(repeated(3, A, B), repeated(2, A, B), first(1), first(0.5))))
        .isEqualTo(2);
    assertThat(RecognitionScore.bestThreshold(List.of())).isZero();
  }

  private static Memory incident(int day, String title) {
    return TestMemories.of(title, Incident.builder(title).build())
        .happenedAt(FIRST.plus(Duration.ofDays(day)))
        .tags(List.of("series:disk"))
        .build();
  }

  private static BacktestReport run(List<Memory> memories) {
    try (RunbookMemory memory =
        RunbookMemory.builder(new ExactMemoryStore())
            .model(new HashingModel())
            .clock(() -> TestMemories.NOW)
            .build()) {
      memory.rememberAll(memories);
      return backtest(memories).run(memory::recall, done -> {});
    }
  }

  private static Backtest backtest(List<Memory> memories) {
    List<PastIncident> incidents = memories.stream().map(PastIncident::of).toList();
    return new Backtest(new ArrayList<>(incidents), Bootstrap.DEFAULT);
  }

  @Test
  void wordsAloneSeeWhatWasBeforeAndRankTheRarerWordHigher() {
    List<Memory> memories =
        List.of(
            incident(1, "Disk full on build node"),
            incident(2, "Certificate of the build node expired"),
            incident(3, "Disk full"));
    List<Recognition> answers = new WordsAlone(memories).answer(run(memories).replayed());
    assertThat(answers.get(0).found()).isEmpty();
    assertThat(answers.get(0).certainty()).isZero();
    assertThat(answers.get(1).found()).containsExactly(memories.get(0).id());
    assertThat(answers.get(2).found()).containsExactly(memories.get(0).id());
    // Two tokens, each in one of two documents of the same length, and twice in it.
    assertThat(answers.get(2).certainty())
        .isCloseTo(2 * Math.log(2) * 2 * 2.2 / (2 + 1.2), within(1e-12));
    assertThat(new WordsAlone(memories).answer(run(memories).replayed())).isEqualTo(answers);
  }

  @Test
  void aRecallThatReachesIntoTheFutureIsCaught() {
    List<Memory> memories = List.of(incident(1, "Disk full"), incident(2, "Disk full again"));
    try (RunbookMemory memory =
        RunbookMemory.builder(new ExactMemoryStore())
            .model(new HashingModel())
            .clock(() -> TestMemories.NOW)
            .build()) {
      memory.rememberAll(memories);
      assertThatThrownBy(() -> backtest(memories).run(one -> open(memory, one), done -> {}))
          .isInstanceOf(ContaminationException.class)
          .hasMessageContaining("happenedAt");
    }
  }

  private static Recall open(RunbookMemory memory, Situation asked) {
    return memory.recall(Situation.builder(asked.text(), TestMemories.NOW).build());
  }
}
