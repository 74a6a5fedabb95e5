package io.runbookmemory.memory;

import io.runbookmemory.error.InvalidInputException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The environments that a memory may belong to. Every memory passes through here on its way in, so
 * that all stores hold the same names.
 *
 * @param names the allowed names, lower-case, in the order they are shown
 */
public record Environments(Set<String> names) {

  /** The default: {@code prod}, {@code staging}, {@code dev}. */
  public static final Environments DEFAULT = of("prod", "staging", "dev");

  /** Checks the rules and copies the set. */
  public Environments {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("there must be at least 1 environment, got none");
    }
    names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
  }

  /**
   * Returns a set of environments.
   *
   * @param names lower-case names
   * @return those
   */
  public static Environments of(String... names) {
    return new Environments(new LinkedHashSet<>(Arrays.asList(names)));
  }

  /**
   * Returns the allowed name that a word stands for: the name itself in any case, or a common
   * synonym of it ({@code production}, {@code stage}, {@code development} and the like).
   *
   * @param word such as {@code Production}
   * @return empty if no allowed name is meant
   */
  public Optional<String> find(String word) {
    String name = word.strip().toLowerCase(Locale.ROOT);
    if (names.contains(name)) {
      return Optional.of(name);
    }
    String synonym =
        switch (name) {
          case "production", "prd", "live" -> "prod";
          case "stage", "stg", "preprod", "pre-prod" -> "staging";
          case "development", "devel", "local" -> "dev";
          default -> name;
        };
    return names.contains(synonym) ? Optional.of(synonym) : Optional.empty();
  }

  /**
   * Returns the allowed name that a word stands for.
   *
   * @param word such as {@code Production}
   * @return an allowed name
   * @throws InvalidInputException if no allowed name is meant, naming those that are
   */
  public String require(String word) {
    return find(word)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "env",
                    "must be one of " + String.join(", ", names) + ", got \"" + word + "\""));
  }
}
