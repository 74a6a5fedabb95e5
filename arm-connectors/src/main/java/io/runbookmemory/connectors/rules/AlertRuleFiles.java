package io.runbookmemory.connectors.rules;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.DetectionRule;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.json.MemoryJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the alerts of a Prometheus rule file, or of {@code PrometheusRule} objects, as memories:
 * one for each name of an alert in a file, whose rules (a warning and a critical one, say) are its
 * detection rules. Recording rules are passed over. A rule that is wrong is refused with its line,
 * and the others are read. Thread-safe.
 */
public final class AlertRuleFiles {

  /** The tag of every alert's memory. */
  public static final String TAG = "alert-rule";

  /** The largest file that is read, in bytes: some thousand rules. */
  public static final int MAX_BYTES = 16 << 20;

  private static final int SNIFFED_BYTES = 64 * 1024;
  private static final int LONGEST_TITLE = 160;

  private static final Pattern GROUPS = Pattern.compile("(?m)^\\s*[\"']?groups[\"']?\\s*:");
  private static final Pattern ALERT =
      Pattern.compile("(?m)^\\s*(-\\s+)?[\"']?(alert|record)[\"']?\\s*:");

  private final MemoryJson.Defaults defaults;

  /** What became of a rule. */
  public sealed interface Outcome {

    /**
     * An alert that was read.
     *
     * @param memory a memory of version 0 that holds a runbook
     * @param place where the alert first stands, as {@code file:line}
     */
    record Read(Memory memory, String place) implements Outcome {}

    /**
     * A rule that is wrong.
     *
     * @param fault names the file, the line, the field, the rule and the value
     */
    record Refused(InvalidInputException fault) implements Outcome {}
  }

  /**
   * Creates a reader.
   *
   * @param defaults tenant, source and time of creation
   */
  public AlertRuleFiles(MemoryJson.Defaults defaults) {
    this.defaults = defaults;
  }

  /**
   * Returns whether the first 64 KiB of a file look like groups of rules.
   *
   * @param file a file of YAML
   * @return false if it cannot be read: whoever reads on meets the same fault
   */
  public static boolean isOne(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(SNIFFED_BYTES), StandardCharsets.UTF_8);
      return GROUPS.matcher(text).find() && ALERT.matcher(text).find();
    } catch (IOException e) {
      return false; // the same
    }
  }

  /**
   * Returns what became of the alerts of a file.
   *
   * @param file the file
   * @param key what identifies the file in its source
   * @return the refused rules first, then the alerts in the file's order
   * @throws InvalidInputException if the file is too large, not UTF-8 or not YAML
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public List<Outcome> read(Path file, String key) {
    List<Outcome> outcomes = new ArrayList<>();
    Map<String, List<AlertRule>> alerts = new LinkedHashMap<>();
    for (YamlField document : YamlFile.documents(file, MAX_BYTES)) {
      try {
        for (YamlField rule : rules(document)) {
          try {
            if (rule.find("record").isEmpty()) {
              AlertRule read = AlertRule.read(rule);
              alerts.computeIfAbsent(read.alert(), name -> new ArrayList<>()).add(read);
            }
          } catch (InvalidInputException e) {
            outcomes.add(new Outcome.Refused(e));
          }
        }
      } catch (InvalidInputException e) {
        outcomes.add(new Outcome.Refused(e));
      }
    }
    alerts.forEach(
        (name, rules) ->
            outcomes.add(new Outcome.Read(memory(name, rules, key), rules.getFirst().place())));
    return outcomes;
  }

  /** Returns the rules of a file, of an object of the operator, or of a list of such objects. */
  private static List<YamlField> rules(YamlField document) {
    List<YamlField> objects = new ArrayList<>();
    objects.add(document);
    objects.addAll(document.itemsOf("items"));
    List<YamlField> rules = new ArrayList<>();
    for (YamlField object : objects) {
      List<YamlField> groups = new ArrayList<>(object.itemsOf("groups"));
      if (object
          .find("kind")
          .flatMap(YamlField::word)
          .filter("PrometheusRule"::equals)
          .isPresent()) {
        groups.addAll(object.itemsOf("spec", "groups"));
      }
      groups.forEach(group -> rules.addAll(group.itemsOf("rules")));
    }
    return rules;
  }

  private Memory memory(String alert, List<AlertRule> rules, String file) {
    String key = file + "#" + alert;
    Runbook runbook =
        Runbook.builder(rules.stream().map(AlertRule::markdown).collect(Collectors.joining("\n\n")))
            .alerts(List.of(alert))
            .detectionRules(
                rules.stream()
                    .map(rule -> new DetectionRule("promql", rule.query()))
                    .distinct()
                    .toList())
            .urls(all(rules, AlertRule::runbookUrl))
            .owners(all(rules, rule -> rule.label("team").or(() -> rule.label("owner"))))
            .build();
    Scope scope =
        Scope.of(defaults.tenant())
            .withService(only(all(rules, rule -> rule.label("service"))))
            .withPlace(null, only(all(rules, rule -> rule.label("namespace"))));
    Optional<Severity> severity =
        rules.stream().flatMap(rule -> rule.severity().stream()).min(Severity::compareTo);
    return Memory.builder(
            MemoryId.named(defaults.source(), key), scope, title(rules), runbook, defaults.at())
        .severity(severity.orElse(null))
        .tags(List.of(TAG))
        .provenance(
            new Provenance(
                defaults.source(),
                key,
                runbook.urls().stream().findFirst().orElse(null),
                TrustTier.CURATED))
        .build();
  }

  private static String title(List<AlertRule> rules) {
    AlertRule first = rules.getFirst();
    String summary = first.annotation("summary", "message").orElse("").replaceAll("\\s+", " ");
    String title = summary.isEmpty() ? first.alert() : first.alert() + ": " + summary;
    return title.length() <= LONGEST_TITLE ? title : first.alert();
  }

  /** Rules for several services speak of none alone. */
  private static @Nullable String only(Collection<String> values) {
    return values.size() == 1 ? values.iterator().next() : null;
  }

  private static List<String> all(
      List<AlertRule> rules, Function<AlertRule, Optional<String>> part) {
    return rules.stream().flatMap(rule -> part.apply(rule).stream()).distinct().toList();
  }
}
