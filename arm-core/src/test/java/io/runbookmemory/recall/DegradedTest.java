package io.runbookmemory.recall;

import static io.runbookmemory.fixture.Corpus.question;
import static io.runbookmemory.fixture.Corpus.titles;
import static io.runbookmemory.fixture.TestMemories.note;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.fixture.Corpus;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.fixture.WatchedStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A recall answers in time and never throws, whatever its model and store do. */
class DegradedTest {

  /** Long enough for a loaded machine to do its part within it. */
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  private static final String QUESTION = "disk full, log rotation stopped, partition overflowed";

  private final CountDownLatch end = new CountDownLatch(1);
  private final WatchedStore store = new WatchedStore();
  private final HashingModel model = new HashingModel();
  private final Corpus corpus = new Corpus(store, model);

  @BeforeEach
  void remember() {
    corpus
        .addUnrelated()
        .add(note("Disk full", "Log rotation stopped and the audit partition overflowed"));
  }

  @AfterEach
  void close() {
    end.countDown();
    corpus.close();
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new UnavailableException("it", "is down"),
        new IllegalStateException("a bug"),
        new NullPointerException(),
        new StackOverflowError(),
        new AssertionError("impossible"),
        new NoClassDefFoundError("native library"));
  }

  private static <E extends Throwable> void sneak(Throwable failure) throws E {
    @SuppressWarnings("unchecked")
    E unchecked = (E) failure;
    throw unchecked;
  }

  private void waitForEnd(String what) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Recall recall() {
    return corpus.recall(question(QUESTION).deadline(DEADLINE).build());
  }

  @Test
  void aSlowModelLeavesTheWordsWithinTheDeadline() {
    model.before(this::waitForEnd);
    long begin = System.nanoTime();

    Recall recall = recall();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(DEADLINE);
    assertThat(recall.took()).isLessThan(DEADLINE);
    assertThat(recall.degraded())
        .containsExactlyInAnyOrder(Degradation.EMBEDDER_TIMEOUT, Degradation.LEXICAL_ONLY);
    assertThat(titles(recall)).containsExactly("Disk full");
    assertThat(recall.best().orElseThrow().parts().similarity()).isNull();
  }

  @Test
  void aQuestionIsEmbeddedAndAnsweredOnOneThread() {
    List<Thread> embedding = new CopyOnWriteArrayList<>();
    List<Thread> reading = new CopyOnWriteArrayList<>();
    model.before(text -> embedding.add(Thread.currentThread()));
    store.beforeReading(method -> reading.add(Thread.currentThread()));

    recall();

    assertThat(embedding).hasSize(1);
    assertThat(reading).isNotEmpty().containsOnly(embedding.getFirst());
  }

  @Test
  void aModelThatComesBackLateIsNotAnsweredTwice() {
    List<Thread> late = new CopyOnWriteArrayList<>();
    List<Thread> reading = new CopyOnWriteArrayList<>();
    model.before(
        text -> {
          late.add(Thread.currentThread());
          waitForEnd(text);
        });
    store.beforeReading(method -> reading.add(Thread.currentThread()));
    recall();

    end.countDown();
    // Until it waits for its next task.
    while (late.getFirst().getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    assertThat(reading).isNotEmpty().doesNotContain(late.getFirst());
  }

  @Test
  void aSlowStoreGivesNothingAtTheDeadline() {
    store.beforeReading(this::waitForEnd);

    Recall recall = corpus.recall(question(QUESTION).deadline(Duration.ofMillis(300)).build());

    assertThat(recall.took()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(30));
    assertThat(recall.degraded()).containsExactly(Degradation.STORE_TIMEOUT);
    assertThat(recall.strength()).isEqualTo(Strength.TRIAGE);
    assertThat(recall.recollections()).isEmpty();
    assertThat(recall.judged()).isEmpty();
  }

  @Test
  void theStoreIsToldHowLongItsAnswerIsStillWaitedFor() {
    model.before(what -> LockSupport.parkNanos(1_000_000));

    recall();

    assertThat(store.within()).isPositive().isLessThan(DEADLINE.minusMillis(1));
  }

  @Test
  void aSlowModelAndASlowStoreShareOneDeadline() {
    model.before(this::waitForEnd);
    store.beforeReading(this::waitForEnd);

    Recall recall = corpus.recall(question(QUESTION).deadline(Duration.ofMillis(300)).build());

    assertThat(recall.took()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(30));
    assertThat(recall.degraded())
        .containsExactlyInAnyOrder(
            Degradation.EMBEDDER_TIMEOUT, Degradation.LEXICAL_ONLY, Degradation.STORE_TIMEOUT);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aModelThatFailsLeavesTheWords(Throwable failure) {
    model.before(text -> DegradedTest.<IllegalStateException>sneak(failure));

    Recall recall = recall();

    assertThat(recall.degraded())
        .containsExactlyInAnyOrder(Degradation.EMBEDDER_DOWN, Degradation.LEXICAL_ONLY);
    assertThat(titles(recall)).containsExactly("Disk full");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aStoreThatFailsGivesNothing(Throwable failure) {
    store.beforeReading(method -> DegradedTest.<IllegalStateException>sneak(failure));

    Recall recall = recall();

    assertThat(recall.degraded()).containsExactly(Degradation.STORE_DOWN);
    assertThat(recall.strength()).isEqualTo(Strength.TRIAGE);
    assertThat(recall.recollections()).isEmpty();
    assertThat(recall.route().scope().tenant().name()).isEqualTo("default");
  }

  @Test
  void aStoreThatWasClosedGivesNothing() {
    store.close();

    assertThat(recall().degraded()).containsExactly(Degradation.STORE_DOWN);
  }

  @Test
  void aStoreOfAnotherModelsVectorsLeavesTheWords() {
    try (Corpus newer = new Corpus(store, new HashingModel("newer"))) {
      Recall recall = newer.recall(QUESTION);

      assertThat(recall.degraded()).contains(Degradation.LEXICAL_ONLY);
      assertThat(recall.degraded()).doesNotContain(Degradation.STORE_DOWN);
      assertThat(titles(recall)).containsExactly("Disk full");
    }
  }

  @Test
  void withoutAModelTheRecallSaysThatItWentByWords() {
    try (Corpus words = new Corpus(store, null)) {
      Recall recall = words.recall(QUESTION);

      assertThat(recall.degraded()).containsExactly(Degradation.LEXICAL_ONLY);
      assertThat(titles(recall)).containsExactly("Disk full");
    }
  }

  @Test
  void aRecallWithoutAModelThatIsOutOfTimeBlamesTheStoreAlone() {
    try (Corpus words = new Corpus(store, null)) {
      store.beforeReading(this::waitForEnd);

      Recall recall = words.recall(question(QUESTION).deadline(Duration.ofMillis(300)).build());

      assertThat(recall.degraded())
          .containsExactlyInAnyOrder(Degradation.LEXICAL_ONLY, Degradation.STORE_TIMEOUT);
    }
  }

  @Test
  void aRecallAfterClosingIsEmptyAndDegraded() {
    corpus.close();

    Recall recall = recall();

    assertThat(recall.recollections()).isEmpty();
    assertThat(recall.degraded()).contains(Degradation.STORE_DOWN);
  }

  @Test
  void anInterruptedCallerGetsAnAnswerAndKeepsItsInterrupt() {
    store.beforeReading(this::waitForEnd);
    Thread.currentThread().interrupt();

    Recall recall = recall();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(recall.recollections()).isEmpty();
    assertThat(recall.degraded()).isNotEmpty();
  }

  @Test
  void aDeadlineBeyondAllNumbersIsNoDeadline() {
    Situation patient = question(QUESTION).deadline(Duration.ofSeconds(Long.MAX_VALUE)).build();

    assertThat(titles(corpus.recall(patient))).containsExactly("Disk full");
  }

  @Test
  void theNextRecallIsWholeAgain() {
    store.beforeReading(
        method -> {
          throw new UnavailableException("the store", "is restarting");
        });
    recall();
    store.beforeReading(method -> {});

    assertThat(recall().degraded()).isEmpty();
    assertThat(titles(recall())).containsExactly("Disk full");
  }
}
