package io.runbookmemory.connectors.policy;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.memory.MemoryType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values as a policy file has them. */
final class WrittenPolicy {

  private static final Pattern SHORTHAND = Pattern.compile("([0-9]{1,5})([hdw])");

  private WrittenPolicy() {}

  /** Returns the fields of a mapping that may have some keys and no other. */
  static Map<String, YamlField> mapping(YamlField field, Collection<String> allowed) {
    Map<String, YamlField> fields = anyMapping(field);
    fields.forEach(
        (name, value) -> {
          if (!allowed.contains(name)) {
            throw value.refusal("is unknown; known here are " + new TreeSet<>(allowed));
          }
        });
    return fields;
  }

  /** Returns the fields of a mapping with keys of one's own. */
  static Map<String, YamlField> anyMapping(YamlField field) {
    // Asking for a key, whichever, refuses what is no mapping.
    Optional<YamlField> none = field.find("");
    if (none.isPresent()) {
      throw none.get().refusal("must have a name");
    }
    return field.fields();
  }

  /** Returns a positive duration such as {@code 90d}. */
  static Duration duration(YamlField field) {
    return find(field)
        .orElseThrow(
            () ->
                field.refusal(
                    "must be a number above 0 and one of the units h, d, w, such as 90d, got \""
                        + field.text()
                        + "\""));
  }

  static Optional<Duration> find(YamlField field) {
    Matcher matcher = SHORTHAND.matcher(field.text());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "h" -> Duration.ofHours(count);
          case "d" -> Duration.ofDays(count);
          default -> Duration.ofDays(7 * count);
        };
    return Optional.of(duration).filter(Duration::isPositive);
  }

  /** Returns the type of a memory that a key names, in lower or upper case. */
  static MemoryType type(String name, YamlField value) {
    return Arrays.stream(MemoryType.values())
        .filter(type -> type.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                value.refusal(
                    "is no type of memory; known are factual, episodic, semantic, procedural,"
                        + " temporal"));
  }
}
