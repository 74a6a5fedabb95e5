package io.runbookmemory.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxEmbeddingModelTest {

  private static final String DISK =
      "The data volume of the database is full; delete old write-ahead logs and grow the volume.";

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
  void theSpaceNamesTheModelAndTheChecksumOfItsFile() {
    assertThat(model.space())
        .isEqualTo(new EmbeddingSpace("bge-small-en-v1.5-q", 384, "6c9c6101a956d62d"));
    assertThat(model.passageCharacters()).isEqualTo(900);
  }

  @Test
  void aVectorHasTheSpacesDimensionAndUnitLength() {
    float[] vector = passage(DISK).toArray();
    double squares = 0;
    for (float coordinate : vector) {
      squares += (double) coordinate * coordinate;
    }
    assertThat(vector).hasSize(384);
    assertThat(squares).isCloseTo(1.0, within(1e-6));
  }

  @Test
  void aQuestionIsNearerToThePassageThatAnswersIt() {
    Embedding question = model.embedQuery("postgres has run out of disk space");
    Embedding certificate =
        passage("The TLS certificate of the ingress expired; renew it and restart the proxy.");
    Embedding lunch = passage("The canteen serves soup on Mondays and fish on Fridays.");

    assertThat(question.similarity(passage(DISK)))
        .isGreaterThan(question.similarity(certificate) + 0.05);
    assertThat(question.similarity(certificate)).isGreaterThan(question.similarity(lunch));
  }

  @Test
  void theQueryInstructionStandsInFrontOfQuestionsAlone() {
    Embedding question = model.embedQuery(DISK);
    assertThat(question).isNotEqualTo(passage(DISK));
    assertThat(question)
        .isEqualTo(passage("Represent this sentence for searching relevant passages: " + DISK));
  }

  @Test
  void theVectorOfAKnownTextIsTheOneThatAnotherImplementationGives() throws IOException {
    // Computed by LangChain4j 1.20 with ONNX Runtime 1.20. MEAN pooling, at 0.967, would not pass;
    // another processor, which may round int8 products differently, should.
    assertThat(passage("The pod is in CrashLoopBackOff.").similarity(knownVector()))
        .isGreaterThan(0.995);
  }

  @Test
  void theTokensAreThoseOfBertsVocabulary() {
    try (SubwordTokenizer tokenizer = ModelFiles.bundled().openTokenizer()) {
      assertThat(tokenizer.encode("Hello world")).containsExactly(101, 7592, 2088, 102);
    }
  }

  @Test
  void noPassagesGiveNoVectors() {
    assertThat(model.embedPassages(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t"})
  void blankTextIsRefused(String blank) {
    assertThatThrownBy(() -> model.embedQuery(blank))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a query must not be blank");
    assertThatThrownBy(() -> model.embedPassages(List.of(DISK, blank)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a passage must not be blank, got one at 1 of 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "half \uDE00 way", "\0", "\u0007\u200B", "🙂", "日志磁盘已满", "�"})
  void anyTextThatIsNotBlankHasAVector(String odd) {
    assertThat(passage(odd).dimension()).isEqualTo(384);
  }

  @Test
  void aHalfCharacterDamagesNoOther() {
    try (SubwordTokenizer tokenizer = ModelFiles.bundled().openTokenizer()) {
      assertThat(tokenizer.encode("\uD83D 🙂 disk")).containsExactly(tokenizer.encode("🙂 disk"));
    }
  }

  private static Embedding knownVector() throws IOException {
    try (InputStream in = OnnxEmbeddingModelTest.class.getResourceAsStream("known-vector.txt");
        Scanner numbers = new Scanner(in, StandardCharsets.UTF_8).useLocale(Locale.ROOT)) {
      float[] vector = new float[384];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = numbers.nextFloat();
      }
      return Embedding.of(vector);
    }
  }

  private static Embedding passage(String text) {
    return model.embedPassages(List.of(text)).getFirst();
  }
}
