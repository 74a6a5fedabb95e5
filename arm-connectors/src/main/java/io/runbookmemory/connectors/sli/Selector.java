package io.runbookmemory.connectors.sli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A selector of PromQL.
 *
 * @param text as it is asked for
 * @param metric the metric's name; empty where only labels select
 * @param conditions what labels must be
 */
record Selector(String text, String metric, List<Condition> conditions) {

  private static final String BY = "(?:(?:by|without)\\s*\\([^()]*\\))?";
  private static final Pattern SUM =
      Pattern.compile("sum\\s*" + BY + "\\s*\\((.*?)\\)\\s*" + BY, Pattern.DOTALL);
  private static final Pattern RATE =
      Pattern.compile("(?:rate|increase)\\s*\\((.*)\\[[^\\[\\]]*]\\s*\\)", Pattern.DOTALL);
  private static final Pattern SELECTOR =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)?\\s*(?:\\{(.*)})?", Pattern.DOTALL);
  private static final Pattern CONDITION =
      Pattern.compile(
          "\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*(,|$)",
          Pattern.DOTALL);

  /** One condition on a label; a label that is not there is an empty one. */
  record Condition(String label, boolean wanted, String value, @Nullable Pattern pattern) {

    boolean holds(Map<String, String> labels) {
      String actual = Objects.requireNonNullElse(labels.get(label), "");
      boolean equal =
          pattern != null
              ? pattern.matcher(actual).matches()
              : actual.equals(value) || (label.equals("le") && isSameBound(actual, value));
      return equal == wanted;
    }

    /** 1, 1.0 and 1e0 are one bound. */
    private static boolean isSameBound(String one, String other) {
      try {
        return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
      } catch (NumberFormatException e) {
        return false;
      }
    }
  }

  /** Returns the selector of a query that does no more than select, or sum a rate. */
  static Optional<Selector> of(String query) {
    String text = inside(RATE, inside(SUM, query.strip()));
    Matcher matcher = SELECTOR.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return Optional.empty();
    }
    String name = Objects.requireNonNullElse(matcher.group(1), "");
    String braces = Objects.requireNonNullElse(matcher.group(2), "");
    return conditions(braces)
        .filter(conditions -> !name.isEmpty() || !conditions.isEmpty())
        .map(conditions -> new Selector(text, name, conditions));
  }

  private static String inside(Pattern call, String text) {
    Matcher matcher = call.matcher(text);
    return matcher.matches() ? matcher.group(1).strip() : text;
  }

  private static Optional<List<Condition>> conditions(String braces) {
    List<Condition> conditions = new ArrayList<>();
    Matcher matcher = CONDITION.matcher(braces);
    int at = 0;
    while (at < braces.length() && !braces.substring(at).isBlank()) {
      if (!matcher.find(at) || matcher.start() != at) {
        return Optional.empty();
      }
      String operator = matcher.group(2);
      String value = unescaped(matcher.group(3));
      try {
        Pattern pattern = operator.endsWith("~") ? Pattern.compile(value, Pattern.DOTALL) : null;
        conditions.add(new Condition(matcher.group(1), operator.startsWith("="), value, pattern));
      } catch (PatternSyntaxException e) {
        return Optional.empty();
      }
      at = matcher.end();
    }
    return Optional.of(conditions);
  }

  /** Returns a string of PromQL or of a metric's label without its escapes. */
  static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char escaped = text.charAt(++i);
        plain.append(escaped == 'n' ? '\n' : escaped);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** Returns whether a series is selected, whose name is the label {@code __name__}. */
  boolean selects(Map<String, String> labels) {
    return (metric.isEmpty() || metric.equals(labels.get("__name__")))
        && conditions.stream().allMatch(condition -> condition.holds(labels));
  }
}
