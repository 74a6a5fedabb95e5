package io.runbookmemory.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.embedding.Embedding;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a log, a ticket or a paste may hold: each has a vector, and none ends the process. */
class OddTextTest {

  private static final int MEGABYTE = 1 << 20;

  private static OnnxEmbeddingModel model;

  @BeforeAll
  static void open() {
    model = OnnxEmbeddingModel.bundled();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  static Stream<Arguments> texts() {
    byte[] bytes = new byte[3000];
    new Random(1).nextBytes(bytes);
    return Stream.of(
        Arguments.of("base64", Base64.getEncoder().encodeToString(bytes)),
        Arguments.of("a megabyte without a space", "QUJD".repeat(MEGABYTE / 4)),
        Arguments.of("a megabyte of emoji", "🙂".repeat(MEGABYTE / 4)),
        Arguments.of("a megabyte of control characters", "\u0007\u0000\u001b".repeat(MEGABYTE / 3)),
        Arguments.of("another language", "ディスクがいっぱいです。قرص ممتلئ. ".repeat(20)),
        Arguments.of("marks on one letter", "e" + "\u0301".repeat(10_000)),
        Arguments.of("right to left and invisible", "\u202e\u200b\ufeffsudo rm -rf /\u202c"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void hasAVectorAndTheSameAgain(String kind, String text) {
    Embedding embedding = model.embedPassages(List.of(text)).getFirst();

    assertThat(embedding.dimension()).as(kind).isEqualTo(384);
    assertThat(model.embedPassages(List.of(text)).getFirst()).isEqualTo(embedding);
  }

  @Test
  void ofAMegabyteOfProseNoTokenIsLost() {
    String prose = "Drain the node and restart the worker. ".repeat(MEGABYTE / 39);
    try (SubwordTokenizer tokenizer = ModelFiles.bundled().openTokenizer()) {
      long[] ids = tokenizer.encode(prose);
      List<Long> read = new ArrayList<>();
      for (long[] window : TokenWindows.of(ids, 512)) {
        assertThat(window).hasSizeBetween(3, 512);
        for (int i = 1; i < window.length - 1; i++) {
          read.add(window[i]);
        }
      }
      assertThat(read).hasSize(ids.length - 2);
      assertThat(read.getLast()).isEqualTo(ids[ids.length - 2]);
    }
  }
}
