package io.runbookmemory.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings alone: no network is opened. */
class ModelFolderSettingsTest {

  @TempDir Path temp;

  @Test
  void aFolderThatSaysNothingHasTheDefaults() {
    OnnxModelOptions options = folder().options("bare");

    assertThat(folder().pooling()).isNull();
    assertThat(options.windowTokens()).isEqualTo(512);
    assertThat(options.queryInstruction()).isEmpty();
    assertThat(options.passageInstruction()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "pooling_mode_cls_token, CLS",
    "pooling_mode_mean_tokens, MEAN",
    "pooling_mode_mean_sqrt_len_tokens, MEAN"
  })
  void thePoolingIsTheOneThatIsTrue(String mode, Pooling pooling) throws IOException {
    write(
        "1_Pooling/config.json",
        "{\"word_embedding_dimension\": 384, \"pooling_mode_max_tokens\": false, \""
            + mode
            + "\": true}");
    assertThat(folder().pooling()).isEqualTo(pooling);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pooling_mode_max_tokens",
        "pooling_mode_weightedmean_tokens",
        "pooling_mode_lasttoken"
      })
  void aPoolingThatThereIsNotIsRefusedByName(String mode) throws IOException {
    write("1_Pooling/config.json", "{\"" + mode + "\": true}");
    assertRefused("1_Pooling/config.json", mode);
  }

  @Test
  void twoPoolingsAtOnceAreRefused() throws IOException {
    write(
        "1_Pooling/config.json",
        "{\"pooling_mode_cls_token\": true, \"pooling_mode_mean_tokens\": true}");
    assertRefused("1_Pooling/config.json", "pooling_mode_cls_token, pooling_mode_mean_tokens");
  }

  @Test
  void aLayerAfterThePoolingIsRefused() throws IOException {
    String modules =
        "[{\"type\": \"sentence_transformers.models.Transformer\"},"
            + "{\"type\": \"sentence_transformers.models.Pooling\"},"
            + "{\"type\": \"sentence_transformers.models.Normalize\"}]";
    write("modules.json", modules);
    assertThat(folder().pooling()).isNull();

    write("modules.json", modules.replace("Normalize", "Dense"));
    assertRefused("modules.json", "Dense");
  }

  @Test
  void theWindowIsSentenceBertsElseTheTokenizers() throws IOException {
    write("tokenizer_config.json", "{\"model_max_length\": 384}");
    assertThat(folder().options("m").windowTokens()).isEqualTo(384);

    write("sentence_bert_config.json", "{\"max_seq_length\": 256, \"do_lower_case\": false}");
    assertThat(folder().options("m").windowTokens()).isEqualTo(256);
  }

  @Test
  void aTokenizerWithoutALimitSaysNothing() throws IOException {
    write("tokenizer_config.json", "{\"model_max_length\": 1000000000000000019884624838656}");
    assertThat(folder().options("m").windowTokens()).isEqualTo(512);
  }

  @Test
  void thePromptsAreThoseForQuestionsAndPassages() throws IOException {
    write(
        "config_sentence_transformers.json",
        "{\"prompts\": {\"query\": \"query: \", \"passage\": \"passage: \"}}");
    assertThat(folder().options("m").queryInstruction()).isEqualTo("query: ");
    assertThat(folder().options("m").passageInstruction()).isEqualTo("passage: ");
  }

  @Test
  void aDamagedSettingIsNamed() throws IOException {
    write("sentence_bert_config.json", "{\"max_seq_length\": ");
    assertThatThrownBy(() -> folder().options("m"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("sentence_bert_config.json must be JSON");
  }

  @Test
  void theLargestIdIsFoundInEveryKindOfVocabulary() throws IOException {
    assertThat(ModelFolder.largestId("{\"model\": {\"vocab\": {\"a\": 3, \"b\": 7}}}"))
        .isEqualTo(7);
    assertThat(ModelFolder.largestId("{\"model\": {\"vocab\": [[\"a\", -1.5], [\"b\", -2]]}}"))
        .isEqualTo(1);
    assertThat(ModelFolder.largestId("{\"added_tokens\": [{\"id\": 9}], \"model\": {}}"))
        .isEqualTo(9);
  }

  private void assertRefused(String file, String value) {
    assertThatThrownBy(() -> folder().pooling())
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            fault -> assertThat(fault.subject()).isEqualTo(temp.resolve(file).toString()))
        .hasMessageContaining(value)
        .hasMessageContaining("OnnxModelOptions.pooling");
  }

  private ModelFolder folder() {
    return new ModelFolder(temp);
  }

  private void write(String name, String json) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, json);
  }
}
