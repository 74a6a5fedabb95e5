package io.runbookmemory.examples.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command answers: results to standard output, the rest to standard error. */
public sealed class Output permits DataOutput {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(names = "--debug", description = "Print stack traces of failures.")
  private boolean debug;

  public boolean debug() {
    return debug;
  }

  /** Returns the fault of a command that was called wrongly, to be thrown. */
  public ParameterException usage(String rule) {
    return new ParameterException(spec().commandLine(), rule);
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }

  /** Returns standard output as a writer that fails when nobody reads it any more. */
  public Writer writer() {
    PrintWriter out = out();
    return new Writer() {
      @Override
      public void write(char[] text, int offset, int length) {
        out.write(text, offset, length);
      }

      @Override
      public void flush() throws IOException {
        if (out.checkError()) {
          throw new IOException("nobody reads standard output any more");
        }
      }

      @Override
      public void close() {
        out.flush();
      }
    };
  }

  /** Returns whether the reader of standard output went away. */
  public boolean isGone() {
    return out().checkError();
  }

  private PrintWriter out() {
    return spec().commandLine().getOut();
  }

  public void line(String text) {
    out().println(text);
  }

  /** Prints a line with picocli's markup, such as {@code @|bold text|@}. */
  public void styled(String markup) {
    line(spec().commandLine().getColorScheme().ansi().string(markup));
  }

  public void complain(String text) {
    spec().commandLine().getErr().println(text);
  }

  public Progress progress(String what, long total) {
    return new Progress(spec().commandLine().getErr(), what, total);
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  public static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("ARM wrote JSON that cannot be read", e);
    }
  }

  public void print(JsonNode node) {
    try {
      line(MAPPER.writeValueAsString(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be written", e);
    }
  }
}
