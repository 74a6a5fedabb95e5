package io.runbookmemory.connectors.rules;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.memory.Severity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One alerting rule as it is written.
 *
 * @param alert the alert's name
 * @param query the expression in PromQL
 * @param held how long the expression must hold, as Prometheus writes durations; empty for not at
 *     all
 * @param labels by name; templates are kept
 * @param annotations by name, with {@code {{ $labels.pod }}} as {@code <pod>}
 * @param place where it stands, as {@code file:line}
 */
record AlertRule(
    String alert,
    String query,
    Optional<String> held,
    Map<String, String> labels,
    Map<String, String> annotations,
    String place) {

  private static final Pattern DURATION = Pattern.compile("0|(\\d{1,9}(ms|[smhdwy]))+");
  private static final Pattern TEMPLATE =
      Pattern.compile("\\{\\{-?\\s*\\$(?:labels\\.)?(\\w+)[^{}]*}}");

  static AlertRule read(YamlField rule) {
    return new AlertRule(
        rule.require("alert").text(),
        rule.require("expr").text(),
        rule.find("for").map(AlertRule::duration),
        texts(rule, "labels", false),
        texts(rule, "annotations", true),
        rule.require("alert").place());
  }

  private static String duration(YamlField field) {
    String text = field.text();
    if (!DURATION.matcher(text).matches()) {
      throw field.refusal("must be a duration such as 5m or 1h30m, got \"" + text + "\"");
    }
    return text;
  }

  private static Map<String, String> texts(YamlField rule, String name, boolean plain) {
    Map<String, String> texts = new LinkedHashMap<>();
    rule.find(name)
        .ifPresent(
            mapping ->
                mapping
                    .fields()
                    .forEach(
                        (key, value) -> {
                          if (!value.isBlank()) {
                            texts.put(key, plain ? plain(value.text()) : value.text());
                          }
                        }));
    return texts;
  }

  private static String plain(String text) {
    return TEMPLATE.matcher(text).replaceAll("<$1>");
  }

  /** Returns a label's value, unless Prometheus fills it in when the alert fires. */
  Optional<String> label(String name) {
    return Optional.ofNullable(labels.get(name)).filter(value -> !value.contains("{{"));
  }

  Optional<String> annotation(String... names) {
    for (String name : names) {
      String text = annotations.get(name);
      if (text != null) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  Optional<String> runbookUrl() {
    return annotation("runbook_url", "runbook", "runbookURL").filter(url -> !url.contains("{{"));
  }

  Optional<Severity> severity() {
    return label("severity").or(() -> label("priority")).flatMap(Severity::of);
  }

  /** Returns the rule in words, with its query as code. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    annotation("summary", "message").ifPresent(words -> text.append(words).append("\n\n"));
    annotation("description").ifPresent(words -> text.append(words).append("\n\n"));
    label("severity").ifPresent(word -> text.append("- Severity: ").append(word).append('\n'));
    held.ifPresent(time -> text.append("- Fires after: ").append(time).append('\n'));
    runbookUrl().ifPresent(url -> text.append("- Runbook: ").append(url).append('\n'));
    return text.append("\n```promql\n").append(query).append("\n```").toString().strip();
  }
}
