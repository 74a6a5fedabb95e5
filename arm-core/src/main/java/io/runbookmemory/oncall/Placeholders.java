package io.runbookmemory.oncall;

import io.runbookmemory.memory.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills the placeholders of queries and commands. A value comes from outside (an alert's label),
 * and the command may be pasted into a shell: only names of letters, digits, dots, hyphens,
 * underscores, colons and slashes are filled in, anything else leaves the placeholder.
 */
final class Placeholders {

  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\$(?:\\{(service|env|namespace|cluster)}|(service|env|namespace|cluster)\\b)");
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,252}");

  private final Map<String, String> values = new HashMap<>();
  private final Set<String> unfilled = new TreeSet<>();

  Placeholders(Scope scope) {
    put("service", scope.service());
    put("env", scope.env());
    put("namespace", scope.namespace());
    put("cluster", scope.cluster());
  }

  private void put(String name, @Nullable String value) {
    if (value != null && SAFE.matcher(value).matches()) {
      values.put(name, value);
    }
  }

  String fill(String code) {
    return PLACEHOLDER
        .matcher(code)
        .replaceAll(
            match -> {
              String name = match.group(1) == null ? match.group(2) : match.group(1);
              String value = values.get(name);
              if (value == null) {
                unfilled.add(name);
              }
              return Matcher.quoteReplacement(value == null ? match.group() : value);
            });
  }

  /** Returns the placeholders that are left in a query or command, by name. */
  static Set<String> left(String code) {
    Set<String> left = new TreeSet<>();
    PLACEHOLDER
        .matcher(code)
        .results()
        .forEach(match -> left.add(match.group(1) == null ? match.group(2) : match.group(1)));
    return left;
  }

  /** Returns the placeholders that were met and had no value. */
  Set<String> unfilled() {
    return unfilled;
  }
}
