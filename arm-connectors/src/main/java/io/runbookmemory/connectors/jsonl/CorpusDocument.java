package io.runbookmemory.connectors.jsonl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.file.WrittenValue;
import io.runbookmemory.connectors.markdown.MarkdownPage;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.json.MemoryJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A document of a corpus in BEIR's layout, with the fields that ARM has a place for. */
final class CorpusDocument {

  private static final Set<String> INCIDENT = Set.of("incident", "postmortem", "outage");

  /** The longest title that is made of a text's first line. */
  private static final int MAX_FIRST_LINE = 100;

  private final ObjectNode node;

  CorpusDocument(ObjectNode node) {
    this.node = node;
  }

  Memory memory(MemoryJson.Defaults defaults) {
    String key = text("_id");
    key = key == null ? text("id") : key;
    if (key == null) {
      throw new InvalidInputException("_id", "must be given, or id, got neither");
    }
    String text = text("text");
    if (text == null) {
      throw new InvalidInputException("text", "must not be blank");
    }
    MarkdownPage page = MarkdownPage.parse(text);
    List<String> tags = tags();
    Scope scope =
        Scope.of(defaults.tenant())
            .withService(text("service"))
            .withEnv(read("env", defaults.environments()::require));
    String title = text("title");
    return Memory.builder(
            MemoryId.named(defaults.source(), key),
            scope,
            title == null ? page.title().orElse(firstLine(text)) : title.strip(),
            content(text, page, tags),
            defaults.at())
        .severity(read("severity", WrittenValue::severity))
        .tags(tags)
        .happenedAt(read("date", WrittenValue::time))
        .provenance(new Provenance(defaults.source(), key, text("url"), TrustTier.CURATED))
        .build();
  }

  private Content content(String text, MarkdownPage page, List<String> tags) {
    if (tags.stream().map(tag -> tag.toLowerCase(Locale.ROOT)).anyMatch(INCIDENT::contains)) {
      return Incident.builder(text).build();
    }
    String url = text("url");
    return Runbook.builder(text)
        .steps(page.steps())
        .urls(url == null ? List.of() : List.of(url))
        .build();
  }

  private static String firstLine(String text) {
    String line = text.strip().lines().findFirst().orElse("").strip();
    if (line.codePointCount(0, line.length()) <= MAX_FIRST_LINE) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, MAX_FIRST_LINE - 1)).strip() + "…";
  }

  /** Returns a field's text, or null if it is missing, null or blank. */
  private @Nullable String text(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual() && !value.isNumber()) {
      throw new InvalidInputException(name, "must be a string, got " + kind(value));
    }
    return value.asText().isBlank() ? null : value.asText();
  }

  private <T> @Nullable T read(String name, Function<String, T> reading) {
    String word = text(name);
    if (word == null) {
      return null;
    }
    try {
      return reading.apply(word);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(name, e.rule());
    }
  }

  private List<String> tags() {
    JsonNode value = node.get("tags");
    if (value == null || !value.isArray()) {
      String tag = text("tags");
      return tag == null ? List.of() : List.of(tag);
    }
    List<String> tags = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isTextual() || item.textValue().isBlank()) {
        String got = item.isTextual() ? "a blank one" : kind(item);
        throw new InvalidInputException(
            "tags[" + tags.size() + "]", "must be a string with words, got " + got);
      }
      tags.add(item.textValue());
    }
    return tags;
  }

  /** Returns what a message calls a JSON value. */
  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case BOOLEAN -> "a boolean";
      case NUMBER -> "a number";
      case OBJECT -> "an object";
      case STRING -> "a string";
      case NULL -> "null";
      case BINARY, MISSING, POJO -> "nothing";
    };
  }
}
