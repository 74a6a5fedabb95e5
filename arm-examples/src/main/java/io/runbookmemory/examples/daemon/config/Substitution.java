package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.connectors.yaml.YamlField;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the environment's values where a configuration names them: {@code ${NAME}}, or {@code
 * ${NAME:-default}} where it may be missing or empty. {@code $$} is a dollar. It happens in single
 * values after the file was read, so that no value can add a line.
 */
final class Substitution {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:-([^}]*))?\\}|\\$\\{[^}]*\\}?");

  private final Map<String, String> environment;

  Substitution(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Returns a field's text with the values in it. A complaint shows the name alone. */
  String of(YamlField field) {
    String text = field.text();
    Matcher reference = REFERENCE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (reference.find()) {
      reference.appendReplacement(filled, Matcher.quoteReplacement(value(field, reference)));
    }
    String whole = reference.appendTail(filled).toString().strip();
    if (whole.isEmpty()) {
      throw field.refusal("must not be blank, and is with the variables of " + text);
    }
    return whole;
  }

  private String value(YamlField field, Matcher reference) {
    if (reference.group().equals("$$")) {
      return "$";
    }
    String name = reference.group(1);
    if (name == null) {
      throw field.refusal(
          "must name a variable as ${NAME} or ${NAME:-default}, got " + reference.group());
    }
    String value = environment.getOrDefault(name, "");
    if (!value.isEmpty()) {
      return value;
    }
    String instead = reference.group(3);
    if (instead == null) {
      throw field.refusal(
          "needs the environment variable "
              + name
              + ", which is not set; set it, or give a default as ${"
              + name
              + ":-…}");
    }
    return instead;
  }
}
