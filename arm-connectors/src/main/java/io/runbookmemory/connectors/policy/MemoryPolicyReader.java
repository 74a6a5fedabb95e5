package io.runbookmemory.connectors.policy;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.learn.upkeep.RetentionClass;
import io.runbookmemory.learn.upkeep.RetentionPolicy;
import io.runbookmemory.learn.upkeep.audit.AuditPolicy;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.salience.SaliencePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code memory-policy.yaml}; {@code docs/upkeep.md} shows one. Whatever is unknown or
 * against a rule is refused: a mistyped term must not become the default one. Stateless and
 * thread-safe.
 */
public final class MemoryPolicyReader {

  private static final String PERMANENT = "permanent";
  private static final String NEVER = "never";

  private MemoryPolicyReader() {}

  /**
   * Returns the policy of a file.
   *
   * @param file one YAML document, at most 1 MiB
   * @return the policy; an empty file is the default one
   * @throws InvalidInputException if the file breaks a rule; names the file, the line, the field,
   *     the rule and the value
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static MemoryPolicy read(Path file) {
    List<YamlField> documents = YamlFile.documents(file);
    if (documents.isEmpty()) {
      return MemoryPolicy.DEFAULT;
    }
    if (documents.size() > 1) {
      throw documents.get(1).refusal("must be the only one in the file");
    }
    Map<String, YamlField> sections =
        WrittenPolicy.mapping(
            documents.getFirst(),
            Set.of("version", "retention", "freshness", "staleAfter", "halfLives"));
    requireVersion(sections.get("version"), documents.getFirst());
    return new MemoryPolicy(
        Optional.ofNullable(sections.get("retention"))
            .map(MemoryPolicyReader::retention)
            .orElse(RetentionPolicy.DEFAULT),
        audit(sections),
        salience(sections));
  }

  static void requireVersion(@Nullable YamlField version, YamlField document) {
    if (version == null) {
      throw document.refusal("must give version: 1");
    }
    if (!version.text().equals("1")) {
      throw version.refusal("must be 1, got \"" + version.text() + "\"");
    }
  }

  private static RetentionPolicy retention(YamlField section) {
    Map<String, YamlField> fields =
        WrittenPolicy.mapping(
            section, Set.of("classes", "kinds", "drafts", "openIncidents", "lastingSalience"));
    Map<String, RetentionClass> classes = new HashMap<>();
    if (fields.containsKey("classes")) {
      WrittenPolicy.anyMapping(fields.get("classes"))
          .forEach((name, term) -> classes.put(name, retentionClass(name, term)));
    }
    RetentionPolicy.Builder policy = RetentionPolicy.builder();
    if (fields.containsKey("kinds")) {
      WrittenPolicy.mapping(fields.get("kinds"), RetentionPolicy.knownKinds())
          .forEach((kind, value) -> policy.kind(kind, named(kind, value, classes)));
    }
    Optional.ofNullable(fields.get("drafts"))
        .ifPresent(value -> policy.drafts(named("draft", value, classes)));
    Optional.ofNullable(fields.get("openIncidents"))
        .ifPresent(value -> policy.openFor(WrittenPolicy.duration(value)));
    Optional.ofNullable(fields.get("lastingSalience"))
        .ifPresent(value -> policy.lastingSalience(share(value)));
    return policy.build();
  }

  private static RetentionClass retentionClass(String name, YamlField term) {
    return term.text().equals(PERMANENT)
        ? new RetentionClass(name, null)
        : new RetentionClass(name, WrittenPolicy.duration(term));
  }

  /** Returns the class that a word names: one of the file's, permanent, or a term by itself. */
  private static RetentionClass named(
      String kind, YamlField value, Map<String, RetentionClass> classes) {
    String word = value.text();
    RetentionClass known = classes.get(word);
    if (known != null) {
      return known;
    }
    if (word.equals(PERMANENT)) {
      return RetentionClass.PERMANENT;
    }
    return WrittenPolicy.find(value)
        .map(term -> new RetentionClass(kind, term))
        .orElseThrow(
            () ->
                value.refusal(
                    "must be permanent, a term such as 90d or one of the classes "
                        + new TreeSet<>(classes.keySet())
                        + ", got \""
                        + word
                        + "\""));
  }

  private static double share(YamlField field) {
    double value = field.decimal().doubleValue();
    if (value < 0 || value > 1) {
      throw field.refusal("must be in [0, 1], got " + field.text());
    }
    return value;
  }

  private static AuditPolicy audit(Map<String, YamlField> sections) {
    AuditPolicy.Builder audit = AuditPolicy.builder();
    if (sections.containsKey("freshness")) {
      WrittenPolicy.mapping(sections.get("freshness"), Set.of("sla"))
          .values()
          .forEach(sla -> audit.sla(WrittenPolicy.duration(sla)));
    }
    return audit.build();
  }

  static SaliencePolicy salience(Map<String, YamlField> sections) {
    SaliencePolicy.Builder salience = SaliencePolicy.builder();
    if (sections.containsKey("halfLives")) {
      byType(sections.get("halfLives"), salience::halfLife);
    }
    if (sections.containsKey("staleAfter")) {
      byType(sections.get("staleAfter"), salience::staleAfter);
    }
    return salience.build();
  }

  private interface Setting {
    Object set(MemoryType type, @Nullable Duration age);
  }

  private static void byType(YamlField section, Setting setting) {
    WrittenPolicy.anyMapping(section)
        .forEach(
            (name, age) ->
                setting.set(
                    WrittenPolicy.type(name, age),
                    age.text().equals(NEVER) ? null : WrittenPolicy.duration(age)));
  }
}
