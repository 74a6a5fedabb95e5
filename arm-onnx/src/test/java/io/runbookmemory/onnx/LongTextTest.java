package io.runbookmemory.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.embedding.Embedding;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A passage of 900 characters of log has about 650 tokens: more than the window of 512. */
class LongTextTest {

  private static final String LOG =
      IntStream.range(0, 60)
          .mapToObj(i -> "x%02x/q%d:%x|".formatted(i * 37 % 251, i, i * 7919))
          .collect(Collectors.joining());
  private static final String END = " kafka consumer lag is growing";

  private static OnnxEmbeddingModel model;

  @BeforeAll
  static void open() {
    model = OnnxEmbeddingModel.bundled();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void theTextOfTheseTestsIsLongerThanTheWindow() {
    try (SubwordTokenizer tokenizer = ModelFiles.bundled().openTokenizer()) {
      assertThat(LOG).hasSizeLessThan(900);
      assertThat(tokenizer.encode(LOG)).hasSizeGreaterThan(512);
    }
  }

  @Test
  void whatStandsAfterTheWindowCounts() {
    Embedding without = passage(LOG);
    Embedding with = passage(LOG + END);
    Embedding question = model.embedQuery(END);

    assertThat(question.similarity(with)).isGreaterThan(question.similarity(without) + 0.01);
  }

  @Test
  void theVectorIsTheNormalisedMeanOfTheWindows() {
    // "disk" is one token, so that the windows of this text are texts themselves.
    Embedding half = passage("disk ".repeat(300));
    Embedding whole = passage("disk ".repeat(600));

    assertThat(whole.similarity(half)).isCloseTo(1.0, within(1e-6));
  }

  @Test
  void aLongQuestionIsAnsweredToo() {
    assertThat(model.embedQuery(LOG.repeat(3)).dimension()).isEqualTo(384);
  }

  private static Embedding passage(String text) {
    return model.embedPassages(List.of(text)).getFirst();
  }
}
