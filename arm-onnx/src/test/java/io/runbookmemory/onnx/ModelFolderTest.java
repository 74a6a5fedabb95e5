package io.runbookmemory.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

  private static final String TEXT = "Roll the deployment back.";

  @TempDir Path temp;
  private Path folder;
  private Path network;
  private Path tokenizer;

  @BeforeEach
  void copyTheBundledModel() throws IOException {
    folder = Files.createDirectory(temp.resolve("my-model"));
    network = folder.resolve("model.onnx");
    tokenizer = folder.resolve("tokenizer.json");
    copy("bge-small-en-v1.5-q.onnx", network);
    copy("bge-small-en-v1.5-q-tokenizer.json", tokenizer);
  }

  @Test
  void aFolderIsOpenedUnderItsNameAndGivesTheModelsVectors() {
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.open(folder);
        OnnxEmbeddingModel bundled = OnnxEmbeddingModel.bundled()) {
      assertThat(model.space().modelId()).isEqualTo("my-model");
      assertThat(model.space().checksum()).isEqualTo(bundled.space().checksum());
      // The bundled network runs in fewer operators, the last of them on the first token alone.
      assertThat(passage(model).similarity(passage(bundled))).isGreaterThan(0.9999);
      assertThat(model.embedQuery(TEXT)).isEqualTo(passage(model));
    }
  }

  @Test
  void theOptionsSayHowTheModelIsUsed() {
    OnnxModelOptions options =
        OnnxModelOptions.builder("mine")
            .pooling(Pooling.MEAN)
            .queryInstruction("query: ")
            .passageCharacters(500)
            .build();
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.open(folder, options);
        OnnxEmbeddingModel cls = OnnxEmbeddingModel.open(folder)) {
      assertThat(model.space().modelId()).isEqualTo("mine");
      assertThat(model.passageCharacters()).isEqualTo(500);
      assertThat(model.embedQuery(TEXT))
          .isEqualTo(model.embedPassages(List.of("query: " + TEXT)).getFirst());
      // This network was trained for CLS, but its tokens lean the same way.
      assertThat(passage(model)).isNotEqualTo(passage(cls));
      assertThat(passage(model).similarity(passage(cls))).isGreaterThan(0.8);
    }
  }

  @Test
  void aSmallerWindowReadsAShortTextInSeveral() {
    OnnxModelOptions narrow = OnnxModelOptions.builder("narrow").windowTokens(6).build();
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.open(folder, narrow)) {
      Embedding once = model.embedPassages(List.of("disk disk disk disk")).getFirst();
      Embedding twice = model.embedPassages(List.of("disk disk disk disk ".repeat(2))).getFirst();
      assertThat(twice.similarity(once)).isGreaterThan(0.999999);
    }
  }

  @Test
  void aTokenizerThatWouldTruncateOrPadDoesNeither() throws IOException {
    String json = Files.readString(tokenizer);
    Files.writeString(
        tokenizer,
        json.replaceFirst(
                "\"truncation\": null",
                "\"truncation\": {\"direction\": \"Right\", \"max_length\": 4,"
                    + " \"strategy\": \"LongestFirst\", \"stride\": 0}")
            .replaceFirst(
                "\"padding\": null",
                "\"padding\": {\"strategy\": {\"Fixed\": 64}, \"direction\": \"Right\","
                    + " \"pad_to_multiple_of\": null, \"pad_id\": 0, \"pad_type_id\": 0,"
                    + " \"pad_token\": \"[PAD]\"}"));
    try (SubwordTokenizer opened = ModelFiles.in(new ModelFolder(folder)).openTokenizer()) {
      assertThat(opened.encode("one two three four five")).hasSize(7);
    }
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(tokenizer);
    assertRefused(() -> OnnxEmbeddingModel.open(folder), tokenizer, "could not read");
    Files.delete(network);
    assertRefused(() -> OnnxEmbeddingModel.open(folder), network, "could not read");
  }

  @Test
  void aTruncatedNetworkIsNamed() throws IOException {
    byte[] whole = Files.readAllBytes(network);
    Files.write(network, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(() -> OnnxEmbeddingModel.open(folder), network, "must be a whole ONNX model");
    Files.write(network, new byte[0]);
    assertRefused(() -> OnnxEmbeddingModel.open(folder), network, "must be a whole ONNX model");
  }

  @Test
  void aTruncatedTokenizerIsNamed() throws IOException {
    String whole = Files.readString(tokenizer);
    Files.writeString(tokenizer, whole.substring(0, whole.length() / 2));
    assertRefused(
        () -> OnnxEmbeddingModel.open(folder), tokenizer, "must be a Hugging Face tokenizer.json");
  }

  @Test
  void aNetworkThatIsNoEmbeddingModelIsNamed() throws IOException {
    Files.write(network, TinyNetwork.of("pixels", 3));
    assertRefused(() -> OnnxEmbeddingModel.open(folder), network, "must take input_ids");
    Files.write(network, TinyNetwork.of("input_ids", 4));
    assertRefused(
        () -> OnnxEmbeddingModel.open(folder), network, "must give a vector of fixed size");
  }

  @Test
  void aNetworkThatPoolsByItselfIsReadAsItIs() throws IOException {
    Files.write(network, TinyNetwork.of("input_ids", 2));
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.open(folder)) {
      assertThat(model.space().dimension()).isEqualTo(1);
    }
  }

  @Test
  void theNetworkMayStandInTheSubfolderOfARepository() throws IOException {
    Files.move(network, Files.createDirectory(folder.resolve("onnx")).resolve("model.onnx"));
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.open(folder)) {
      assertThat(model.space().dimension()).isEqualTo(384);
    }
  }

  @Test
  void aTokenizerOfAnotherModelIsNamed() throws IOException {
    String added = "\"added_tokens\": [";
    String json = Files.readString(tokenizer);
    assertThat(json).contains(added);
    Files.writeString(
        tokenizer, json.replace(added, added + "{\"id\": 40000, \"content\": \"<other>\"},"));
    assertRefused(
        () -> OnnxEmbeddingModel.open(folder), tokenizer, "does not take its token 40000");
  }

  @Test
  void whatTheFolderSaysIsUsedAndWhatTheCallerSaysWins() throws IOException {
    write("1_Pooling/config.json", "{\"pooling_mode_mean_tokens\": true}");
    write(
        "config_sentence_transformers.json",
        "{\"prompts\": {\"query\": \"query: \", \"document\": \"passage: \"}}");
    OnnxModelOptions all =
        OnnxModelOptions.builder("all")
            .pooling(Pooling.MEAN)
            .queryInstruction("query: ")
            .passageInstruction("passage: ")
            .build();
    OnnxModelOptions cls =
        OnnxModelOptions.builder("cls").pooling(Pooling.CLS).passageInstruction("").build();
    try (OnnxEmbeddingModel read = OnnxEmbeddingModel.open(folder);
        OnnxEmbeddingModel said = OnnxEmbeddingModel.open(folder, all);
        OnnxEmbeddingModel other = OnnxEmbeddingModel.open(folder, cls)) {
      assertThat(passage(read)).isEqualTo(passage(said)).isNotEqualTo(passage(other));
      assertThat(read.embedQuery(TEXT)).isEqualTo(said.embedQuery(TEXT));
      assertThat(read.embedQuery(TEXT)).isNotEqualTo(passage(read));
    }
  }

  @Test
  void optionsThatCannotWorkAreRefused() {
    assertThatThrownBy(() -> OnnxModelOptions.builder(" "))
        .isInstanceOf(IllegalArgumentException.class);
    OnnxModelOptions.Builder builder = OnnxModelOptions.builder("mine");
    assertThatThrownBy(() -> builder.windowTokens(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("windowTokens must be at least 3, got 2");
    assertThatThrownBy(() -> builder.passageCharacters(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("passageCharacters must be at least 1, got 0");
    assertThatThrownBy(() -> builder.patience(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("patience must be more than zero, got PT0S");
  }

  private void write(String name, String json) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, json);
  }

  private static void assertRefused(ThrowingCallable opening, Path file, String rule) {
    assertThatThrownBy(opening)
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            fault -> assertThat(fault.subject()).isEqualTo(file.toString()))
        .hasMessageContaining(file.toString())
        .hasMessageContaining(rule);
  }

  private static Embedding passage(OnnxEmbeddingModel model) {
    return model.embedPassages(List.of(TEXT)).getFirst();
  }

  private static void copy(String resource, Path file) throws IOException {
    try (InputStream in = ModelFolderTest.class.getClassLoader().getResourceAsStream(resource)) {
      Files.copy(in, file);
    }
  }
}
