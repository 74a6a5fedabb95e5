package io.runbookmemory.examples.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command answers: text for people, or JSON with {@code --json}. */
final class Output {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--debug", description = "Print stack traces of failures.")
  private boolean debug;

  boolean json() {
    return json;
  }

  boolean debug() {
    return debug;
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }

  void line(String text) {
    spec().commandLine().getOut().println(text);
  }

  void line(String format, @Nullable Object... values) {
    line(String.format(Locale.ROOT, format, values));
  }

  /** Prints a line with picocli's markup, such as {@code @|bold text|@}. */
  void styled(String markup) {
    line(spec().commandLine().getColorScheme().ansi().string(markup));
  }

  void complain(String text) {
    spec().commandLine().getErr().println(text);
  }

  Progress progress(String what, long total) {
    return new Progress(spec().commandLine().getErr(), what, total);
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("ARM wrote JSON that cannot be read", e);
    }
  }

  void print(JsonNode node) {
    try {
      line(MAPPER.writeValueAsString(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be written", e);
    }
  }
}
