package io.runbookmemory.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.bench.measure.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of a chapter.
 *
 * @param chapter its name
 * @param status how it ended
 * @param seconds how long it took
 * @param commands what was run
 * @param tables what it measured
 * @param reason why it has no tables, or what it last said; empty if it was measured
 */
record Result(
    String chapter,
    Status status,
    double seconds,
    List<String> commands,
    List<Titled> tables,
    List<String> reason) {

  /** How it ended. */
  enum Status {
    MEASURED,
    KEPT,
    FAILED,
    NOT_RUN;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** A table with its title. */
  record Titled(String title, Table table) {

    static Titled of(JsonNode json) {
      return new Titled(json.path("title").asText(), Table.of(json));
    }

    ObjectNode toJson() {
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("title", title);
      return json.setAll(table.toJson());
    }
  }

  static Result notRun(Chapter chapter, String reason) {
    return new Result(chapter.name(), Status.NOT_RUN, 0, List.of(), List.of(), List.of(reason));
  }

  boolean measured() {
    return status == Status.MEASURED || status == Status.KEPT;
  }

  ObjectNode toJson() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", chapter)
            .put("status", status.toString())
            .put("seconds", seconds);
    commands.forEach(json.putArray("commands")::add);
    reason.forEach(json.putArray("reason")::add);
    ArrayNode all = json.putArray("tables");
    tables.forEach(table -> all.add(table.toJson()));
    return json;
  }

  /** Returns what an earlier run measured. */
  static Result kept(JsonNode json) {
    List<Titled> tables = new ArrayList<>();
    json.path("tables").forEach(table -> tables.add(Titled.of(table)));
    return new Result(
        json.path("name").asText(),
        Status.KEPT,
        json.path("seconds").asDouble(),
        texts(json.path("commands")),
        tables,
        texts(json.path("reason")));
  }

  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
