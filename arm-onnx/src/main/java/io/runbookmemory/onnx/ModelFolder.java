package io.runbookmemory.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.runbookmemory.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model's folder as repositories of sentence-transformers models lay it out. Next to the network
 * and the tokenizer it reads, where they are there,
 *
 * <ul>
 *   <li>{@code 1_Pooling/config.json}: the pooling;
 *   <li>{@code modules.json}: that nothing but pooling and scaling to unit length follows;
 *   <li>{@code config_sentence_transformers.json}: the prompts for questions and passages;
 *   <li>{@code sentence_bert_config.json} and {@code tokenizer_config.json}: the window.
 * </ul>
 *
 * @param folder the folder
 */
record ModelFolder(Path folder) {

  private static final ObjectMapper MAPPER = new JsonMapper();

  /** A tokenizer without a limit says so by a number beyond any window. */
  private static final int LONGEST_WINDOW = 1_000_000;

  private static final Set<String> MODULES = Set.of("Transformer", "Pooling", "Normalize");

  /**
   * The poolings of sentence-transformers that ARM has; a mean divided by the square root of the
   * length has the mean's direction.
   */
  private static final Map<String, Pooling> POOLINGS =
      Map.of(
          "pooling_mode_cls_token", Pooling.CLS,
          "pooling_mode_mean_tokens", Pooling.MEAN,
          "pooling_mode_mean_sqrt_len_tokens", Pooling.MEAN);

  /** Returns {@code model.onnx}, of the folder or of its subfolder {@code onnx}. */
  Path network() {
    Path inside = folder.resolve("onnx").resolve("model.onnx");
    Path here = folder.resolve("model.onnx");
    return Files.exists(inside) && !Files.exists(here) ? inside : here;
  }

  Path tokenizer() {
    return folder.resolve("tokenizer.json");
  }

  /** Returns what the folder says of the model's use, but for the pooling. */
  OnnxModelOptions options(String modelId) {
    OnnxModelOptions.Builder options = OnnxModelOptions.builder(modelId);
    JsonNode prompts = json("config_sentence_transformers.json").path("prompts");
    if (prompts.path("query").isTextual()) {
      options.queryInstruction(prompts.path("query").asText());
    }
    for (String name : List.of("passage", "document")) {
      if (prompts.path(name).isTextual()) {
        options.passageInstruction(prompts.path(name).asText());
      }
    }
    double window = json("sentence_bert_config.json").path("max_seq_length").asDouble();
    if (window < 1) {
      window = json("tokenizer_config.json").path("model_max_length").asDouble();
    }
    if (window >= 1 && window <= LONGEST_WINDOW) {
      options.windowTokens((int) window);
    }
    return options.build();
  }

  /**
   * Returns the pooling that the folder names, or null.
   *
   * @throws ConfigurationException if it is one that ARM does not have
   */
  @Nullable Pooling pooling() {
    for (JsonNode module : json("modules.json")) {
      String type = module.path("type").asText();
      String name = type.substring(type.lastIndexOf('.') + 1);
      if (!MODULES.contains(name)) {
        throw refused("modules.json", "must have no module but " + MODULES, name);
      }
    }
    String file = "1_Pooling/config.json";
    List<String> modes = new ArrayList<>();
    json(file)
        .properties()
        .forEach(
            field -> {
              if (field.getKey().startsWith("pooling_mode_") && field.getValue().asBoolean()) {
                modes.add(field.getKey());
              }
            });
    if (modes.isEmpty()) {
      return null;
    }
    if (modes.size() > 1 || !POOLINGS.containsKey(modes.getFirst())) {
      throw refused(file, "must pool in one of the ways " + POOLINGS.keySet(), modes.toString());
    }
    return POOLINGS.get(modes.getFirst());
  }

  private ConfigurationException refused(String name, String rule, String value) {
    Path file = folder.resolve(name);
    return new ConfigurationException(
        file.toString(),
        file
            + " "
            + rule
            + ", got "
            + value
            + ": export the model with its output sentence_embedding, or say"
            + " OnnxModelOptions.pooling",
        null);
  }

  /**
   * Returns the largest id of a tokenizer's tokens, at least -1.
   *
   * @param json a tokenizer.json
   */
  static long largestId(String json) throws IOException {
    JsonNode tokenizer = MAPPER.readTree(json);
    JsonNode vocabulary = tokenizer.path("model").path("vocab");
    long largest = -1;
    for (JsonNode added : tokenizer.path("added_tokens")) {
      largest = Math.max(largest, added.path("id").asLong());
    }
    // By name with its id, or, in a Unigram tokenizer, a list whose places are the ids.
    if (vocabulary.isArray()) {
      return Math.max(largest, vocabulary.size() - 1L);
    }
    for (JsonNode id : vocabulary) {
      largest = Math.max(largest, id.asLong());
    }
    return largest;
  }

  private JsonNode json(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.exists(file) ? MAPPER.readTree(Files.readString(file)) : MAPPER.missingNode();
    } catch (JsonProcessingException e) {
      throw new ConfigurationException(
          file.toString(), file + " must be JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new ConfigurationException(file.toString(), "could not read " + file, e);
    }
  }
}
