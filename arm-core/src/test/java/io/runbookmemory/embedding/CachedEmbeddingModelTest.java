package io.runbookmemory.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.fixture.HashingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CachedEmbeddingModelTest {

  private final HashingModel model = new HashingModel();

  @Test
  void aQuestionIsEmbeddedOnceAndItsVectorIsTheModels() {
    CachedEmbeddingModel cached = new CachedEmbeddingModel(model);

    Embedding first = cached.embedQuery("disk full");
    Embedding again = cached.embedQuery("disk full");

    assertThat(model.queries()).containsExactly("disk full");
    assertThat(again).isEqualTo(first).isEqualTo(model.embedQuery("disk full"));
    assertThat(cached.hits()).isEqualTo(1);
    assertThat(cached.misses()).isEqualTo(1);
    assertThat(cached.space()).isEqualTo(model.space());
  }

  @Test
  void theQuestionThatWasNotAskedForTheLongestTimeMakesRoom() {
    CachedEmbeddingModel cached = new CachedEmbeddingModel(model, 2);
    List.of("one", "two", "one", "three", "one", "two").forEach(cached::embedQuery);

    assertThat(model.queries()).containsExactly("one", "two", "three", "two");
  }

  @Test
  void passagesAndVeryLongQuestionsAreNotKept() {
    CachedEmbeddingModel cached = new CachedEmbeddingModel(model);
    String log = "x".repeat(CachedEmbeddingModel.LONGEST_CHARACTERS + 1);
    for (int i = 0; i < 2; i++) {
      cached.embedPassages(List.of("disk full"));
      cached.embedQuery(log);
    }

    assertThat(model.passages()).hasSize(2);
    assertThat(model.queries()).hasSize(2);
    assertThat(cached.misses()).isZero();
  }

  @Test
  void aFaultIsNotRemembered() {
    CachedEmbeddingModel cached = new CachedEmbeddingModel(model);
    model.before(
        text -> {
          throw new UnavailableException("hashing", "busy");
        });
    assertThatThrownBy(() -> cached.embedQuery("disk full"))
        .isInstanceOf(UnavailableException.class);
    model.before(text -> {});

    assertThat(cached.embedQuery("disk full")).isEqualTo(model.embedQuery("disk full"));
  }

  @Test
  void fiftyThreadsThatAskTheSameAreAnsweredByOneRun() throws Exception {
    CachedEmbeddingModel cached = new CachedEmbeddingModel(model);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    model.before(
        text -> {
          begun.countDown();
          awaitUnchecked(go);
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Embedding>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(threads.submit(() -> cached.embedQuery("disk full")));
      }
      begun.await();
      go.countDown();
      for (Future<Embedding> answer : answers) {
        assertThat(answer.get()).isEqualTo(answers.getFirst().get());
      }
    }
    assertThat(model.queries()).hasSize(1);
    assertThat(cached.hits()).isEqualTo(49);
  }

  @Test
  void aCacheOfNothingIsRefused() {
    assertThatThrownBy(() -> new CachedEmbeddingModel(model, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a cache must have at least 1 entry, got 0");
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
