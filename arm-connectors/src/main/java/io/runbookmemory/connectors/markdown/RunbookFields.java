package io.runbookmemory.connectors.markdown;

import io.runbookmemory.connectors.file.WrittenValue;
import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.content.DetectionRule;
import io.runbookmemory.memory.content.Runbook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What front matter says about a runbook. A key that is not asked for here may say anything. */
final class RunbookFields {

  private final Optional<YamlField> fields;

  RunbookFields(Optional<YamlField> fields) {
    this.fields = fields;
  }

  @Nullable String text(String name) {
    return read(name, word -> word);
  }

  /** Returns what identifies the page in its source, if it says so itself. */
  @Nullable String key() {
    String key = text("key");
    return key == null ? text("id") : key;
  }

  /** Returns what the page says it is; a word that means nothing here is none of ours. */
  @Nullable String type() {
    return find("type").flatMap(YamlField::word).orElse(null);
  }

  /** Returns what the page says about its day, in whatever form. */
  @Nullable String date() {
    return find("date").flatMap(YamlField::word).orElse(null);
  }

  /** Returns the page's own address. */
  @Nullable String url() {
    return texts("urls").stream().findFirst().orElse(null);
  }

  Scope scope(Scope whole, Environments environments) {
    return whole
        .withService(text("service"))
        .withPlace(text("cluster"), text("namespace"))
        .withEnv(read("env", environments::require));
  }

  Runbook runbook(Runbook.Builder runbook) {
    return runbook
        .slo(text("slo"))
        .alerts(texts("alerts"))
        .detectionRules(detection())
        .urls(texts("urls"))
        .owners(texts("owners"))
        .escalationPolicy(text("escalation"))
        .build();
  }

  MemoryBuilder describe(MemoryBuilder memory) {
    return memory
        .severity(read("severity", WrittenValue::severity))
        .tags(tags())
        .lastVerifiedAt(read("last_verified", WrittenValue::time))
        .expiresAt(read("expires_at", WrittenValue::time));
  }

  /** One string holds several tags as wikis write them: {@code tags: kafka, lag}. */
  private List<String> tags() {
    return texts("tags").stream()
        .flatMap(tag -> Arrays.stream(tag.split(",")))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .toList();
  }

  private List<String> texts(String name) {
    return find(name).map(YamlField::itemsOrSelf).orElse(List.of()).stream()
        .map(YamlField::text)
        .toList();
  }

  private List<DetectionRule> detection() {
    List<DetectionRule> rules = new ArrayList<>();
    for (YamlField item : find("detection").map(YamlField::itemsOrSelf).orElse(List.of())) {
      Map<String, YamlField> queries = item.fields();
      if (queries.isEmpty()) {
        rules.add(new DetectionRule("promql", item.text()));
      }
      queries.forEach((language, query) -> rules.add(new DetectionRule(language, query.text())));
    }
    return rules;
  }

  private <T> @Nullable T read(String name, Function<String, T> reading) {
    YamlField field = find(name).orElse(null);
    if (field == null) {
      return null;
    }
    String word = field.text();
    try {
      return reading.apply(word);
    } catch (InvalidInputException e) {
      throw field.refusal(e.rule());
    }
  }

  private Optional<YamlField> find(String name) {
    return fields.flatMap(mapping -> mapping.find(name));
  }
}
