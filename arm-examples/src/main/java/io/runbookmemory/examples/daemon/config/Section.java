package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.examples.option.Nearest;
import io.runbookmemory.examples.option.convert.DurationConverter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * A mapping of the configuration that has some keys and no other. Complaints show what stands in
 * the file, and never what the environment put there.
 */
final class Section {

  private final YamlField field;
  private final Map<String, YamlField> fields;
  private final Substitution environment;

  Section(YamlField field, Set<String> known, Substitution environment) {
    // Asking for a key, whichever, refuses what is no mapping.
    field.find("");
    this.field = field;
    this.fields = field.fields();
    this.environment = environment;
    fields.forEach((name, value) -> check(name, value, known));
  }

  private static void check(String name, YamlField value, Set<String> known) {
    if (!known.contains(name)) {
      String meant =
          Nearest.of(name, known)
              .map(one -> "did you mean " + one + "?")
              .orElse("known here are " + new TreeSet<>(known));
      throw value.refusal("is unknown; " + meant);
    }
  }

  Optional<Section> section(String name, Set<String> known) {
    return find(name).map(one -> new Section(one, known, environment));
  }

  List<Section> sections(String name, Set<String> known) {
    return find(name).map(YamlField::items).orElse(List.of()).stream()
        .map(one -> new Section(one, known, environment))
        .toList();
  }

  Optional<YamlField> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  YamlField field() {
    return field;
  }

  Optional<String> text(String name) {
    return find(name).map(environment::of);
  }

  String requiredText(String name) {
    return environment.of(field.require(name));
  }

  @Nullable Secret secret(String name) {
    return text(name).map(Secret::new).orElse(null);
  }

  List<String> texts(String name) {
    return find(name).map(YamlField::itemsOrSelf).orElse(List.of()).stream()
        .map(environment::of)
        .toList();
  }

  /** Returns a mapping of any names to texts. */
  Map<String, String> texts(String name, String what) {
    Map<String, String> texts = new TreeMap<>();
    find(name)
        .ifPresent(
            mapping -> {
              if (mapping.fields().isEmpty()) {
                throw mapping.refusal("must have " + what + " and its value");
              }
              mapping.fields().forEach((key, value) -> texts.put(key, environment.of(value)));
            });
    return texts;
  }

  boolean flag(String name, boolean otherwise) {
    Optional<YamlField> given = find(name);
    if (given.isEmpty()) {
      return otherwise;
    }
    return switch (environment.of(given.get())) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refusal(given.get(), "must be true or false");
    };
  }

  int number(String name, int otherwise, int least, int most) {
    Optional<YamlField> given = find(name);
    if (given.isEmpty()) {
      return otherwise;
    }
    String text = environment.of(given.get());
    long number = text.matches("[0-9]{1,10}") ? Long.parseLong(text) : -1;
    if (number < least || number > most) {
      throw refusal(given.get(), "must be a whole number from " + least + " to " + most);
    }
    return (int) number;
  }

  Duration length(String name, Duration otherwise) {
    Optional<YamlField> given = find(name);
    if (given.isEmpty()) {
      return otherwise;
    }
    try {
      return new DurationConverter().convert(environment.of(given.get()));
    } catch (TypeConversionException e) {
      throw refusal(given.get(), "must be a length of time such as 90s, 30m, 6h or 7d");
    }
  }

  <E extends Enum<E>> E word(String name, Class<E> type, E otherwise) {
    return find(name).map(one -> word(one, type)).orElse(otherwise);
  }

  <E extends Enum<E>> List<E> words(String name, Class<E> type) {
    return find(name).map(YamlField::itemsOrSelf).orElse(List.of()).stream()
        .map(one -> word(one, type))
        .toList();
  }

  private <E extends Enum<E>> E word(YamlField given, Class<E> type) {
    String text = environment.of(given).toUpperCase(Locale.ROOT);
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> one.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                refusal(
                    given,
                    "must be one of "
                        + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
  }

  Optional<URI> address(String name) {
    return find(name)
        .map(
            given -> {
              URI address;
              try {
                address = URI.create(environment.of(given));
              } catch (IllegalArgumentException e) {
                throw refusal(given, "must be an http or https address");
              }
              if (!List.of("http", "https").contains(String.valueOf(address.getScheme()))
                  || address.getHost() == null) {
                throw refusal(given, "must be an http or https address");
              }
              return address;
            });
  }

  /** Returns origins of pages, as browsers write them: a scheme, a host, and a port if need be. */
  List<String> origins(String name) {
    return find(name).map(YamlField::itemsOrSelf).orElse(List.of()).stream()
        .map(
            given -> {
              String origin = environment.of(given).toLowerCase(Locale.ROOT);
              if (!origin.matches("https?://[a-z0-9.-]+(:[0-9]{1,5})?")) {
                throw refusal(given, "must be an origin such as https://grafana.example");
              }
              return origin;
            })
        .toList();
  }

  /** Returns files, which lie beside the configuration where they are not absolute. */
  List<Path> files(String name, Path beside) {
    return texts(name).stream().map(one -> beside.resolveSibling(one)).toList();
  }

  /** Shows what the file has: what the environment put there may be a secret. */
  private static RuntimeException refusal(YamlField given, String rule) {
    return given.refusal(rule + ", got \"" + given.text() + "\"");
  }
}
