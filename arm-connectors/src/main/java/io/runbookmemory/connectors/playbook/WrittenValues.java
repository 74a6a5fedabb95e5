package io.runbookmemory.connectors.playbook;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.oncall.playbook.PlaybookCondition;
import io.runbookmemory.oncall.playbook.PlaybookCondition.Comparison;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as a file of playbooks has them. */
final class WrittenValues {

  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6})(ms|s|m|h|d)");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}");

  private WrittenValues() {}

  /** Refuses what is no mapping, and any field that is not among those allowed. */
  static void requireKnown(YamlField mapping, String... allowed) {
    Optional<YamlField> unnamed = mapping.find("");
    Set<String> known = Set.of(allowed);
    unnamed.ifPresent(
        field -> {
          throw field.refusal("must have a name");
        });
    mapping
        .fields()
        .forEach(
            (name, value) -> {
              if (!known.contains(name)) {
                throw value.refusal("is unknown; known here are " + new TreeSet<>(known));
              }
            });
  }

  /** Returns a length of time above 0 such as {@code 30s}. */
  static Duration duration(YamlField field) {
    Matcher matcher = LENGTH.matcher(field.text());
    Duration length = matcher.matches() ? of(matcher) : Duration.ZERO;
    if (!length.isPositive()) {
      throw field.refusal(
          "must be a number above 0 and one of the units ms, s, m, h, d, such as 30s, got \""
              + field.text()
              + "\"");
    }
    return length;
  }

  private static Duration of(Matcher matcher) {
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  static int count(YamlField field) {
    if (!COUNT.matcher(field.text()).matches()) {
      throw field.refusal("must be a whole number, got \"" + field.text() + "\"");
    }
    return Integer.parseInt(field.text());
  }

  static List<PlaybookCondition> conditions(YamlField list) {
    return list.itemsOrSelf().stream().map(WrittenValues::condition).toList();
  }

  private static PlaybookCondition condition(YamlField field) {
    requireKnown(field, "metric", "comparison", "threshold", "duration");
    Comparison comparison =
        field.find("comparison").map(WrittenValues::comparison).orElse(Comparison.ABOVE);
    BigDecimal threshold = field.require("threshold").decimal();
    return new PlaybookCondition(
        field.require("metric").text(),
        comparison,
        threshold.doubleValue(),
        duration(field.require("duration")));
  }

  private static Comparison comparison(YamlField field) {
    return Comparison.of(field.text())
        .orElseThrow(
            () ->
                field.refusal(
                    "must be one of "
                        + Arrays.stream(Comparison.values())
                            .map(Comparison::sign)
                            .collect(Collectors.joining(" "))
                        + ", got \""
                        + field.text()
                        + "\""));
  }

  /** Refuses a name that stood before. */
  static void requireOwn(YamlField field, String name, Map<String, String> places) {
    String before = places.putIfAbsent(name, field.place());
    if (before != null) {
      throw field.refusal(
          "must be its own, got a second \"" + name + "\" after " + before + ": give it a name");
    }
  }

  static Map<String, String> noneYet() {
    return new HashMap<>();
  }

  /** Returns a value whose own rules are told with the place of the field. */
  static <T> T ruled(YamlField field, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw field.refusal("is against a rule: " + e.getMessage());
    }
  }
}
