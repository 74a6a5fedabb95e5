package io.runbookmemory.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.embedding.Embedding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

  private static final List<String> TEXTS =
      IntStream.range(0, 12)
          .mapToObj(i -> "Restart worker " + i + " and drain its queue. ".repeat(1 + i * 3))
          .toList();

  @Test
  void aTextHasTheSameVectorToTheBitAloneAmongOthersAndAmongThreads() throws Exception {
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Embedding> alone =
          TEXTS.stream().map(t -> model.embedPassages(List.of(t)).get(0)).toList();
      List<String> backwards = TEXTS.reversed();

      List<Future<List<Embedding>>> together = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        together.add(threads.submit(() -> model.embedPassages(backwards)));
      }

      for (Future<List<Embedding>> embeddings : together) {
        assertThat(embeddings.get().reversed()).isEqualTo(alone);
      }
    }
  }

  @Test
  void twoModelsGiveTheSameVectors() {
    try (OnnxEmbeddingModel one = OnnxEmbeddingModel.bundled();
        OnnxEmbeddingModel other = OnnxEmbeddingModel.bundled()) {
      assertThat(one.space()).isEqualTo(other.space());
      assertThat(one.embedQuery("disk full")).isEqualTo(other.embedQuery("disk full"));
    }
  }

  @Test
  void aClosedModelRefusesToEmbed() {
    OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled();
    model.close();
    model.close();

    assertThatThrownBy(() -> model.embedQuery("disk full"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bge-small-en-v1.5-q");
    assertThat(model.space().dimension()).isEqualTo(384);
  }

  @Test
  void closingWaitsForTheRunUnderWayAndEndsTheRest() throws Exception {
    OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled();
    List<String> many = Collections.nCopies(10_000, "Drain the queue of the worker.");
    CountDownLatch started = new CountDownLatch(1);
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<?> embedding =
          thread.submit(
              () -> {
                model.embedQuery("begin");
                started.countDown();
                model.embedPassages(many);
              });
      started.await();
      model.close();
      assertThatThrownBy(embedding::get).hasCauseInstanceOf(IllegalStateException.class);
    }
  }
}
