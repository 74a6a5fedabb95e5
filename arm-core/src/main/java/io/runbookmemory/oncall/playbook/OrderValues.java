package io.runbookmemory.oncall.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.runbookmemory.tool.Violation;
import io.runbookmemory.tool.json.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an order fills into the texts of arguments: {@code ${service}}, {@code ${env}}, {@code
 * ${namespace}}, {@code ${cluster}} and {@code ${alert.LABEL}}. Two dollars are one: {@code
 * $${service}} stays {@code ${service}}. A value comes from outside: it is filled in only if it has
 * letters, digits, dots, hyphens, underscores, colons and slashes alone.
 */
final class OrderValues {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$(\\$\\{)|\\$\\{([^}]*)}");
  private static final Set<String> OF_THE_SCOPE =
      new TreeSet<>(Set.of("service", "env", "namespace", "cluster"));
  private static final Pattern LABEL = Pattern.compile("alert\\.[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,252}");

  private final Map<String, String> values = new HashMap<>();

  OrderValues(PlaybookOrder order) {
    put("service", order.scope().service());
    put("env", order.scope().env());
    put("namespace", order.scope().namespace());
    put("cluster", order.scope().cluster());
    order.labels().forEach((name, value) -> put("alert." + name, value));
  }

  private void put(String name, @Nullable String value) {
    if (value != null && SAFE.matcher(value).matches()) {
      values.put(name, value);
    }
  }

  /** Returns arguments with values in place of placeholders; those without a value stay. */
  String fill(String arguments) {
    if (!arguments.contains("${")) {
      return arguments;
    }
    return JsonText.write(
        texts(
            JsonText.read(arguments),
            "",
            (path, text) -> replaced(text, name -> values.getOrDefault(name, "${" + name + "}"))));
  }

  /**
   * Returns the placeholders of arguments that this order has no value for, or none that is safe.
   */
  Set<String> unfilled(String arguments) {
    Set<String> names = new TreeSet<>();
    texts(
        JsonText.read(arguments),
        "",
        (path, text) -> {
          names(text).stream().filter(name -> !values.containsKey(name)).forEach(names::add);
          return text;
        });
    return names;
  }

  /** Returns the rules that the placeholders of arguments break. */
  static List<Violation> faults(JsonNode arguments) {
    List<Violation> faults = new ArrayList<>();
    texts(
        arguments,
        "",
        (path, text) -> {
          for (String name : names(text)) {
            if (!OF_THE_SCOPE.contains(name) && !LABEL.matcher(name).matches()) {
              faults.add(
                  new Violation(
                      path,
                      "must have one of the placeholders "
                          + OF_THE_SCOPE
                          + " or alert.LABEL, or $${ for a plain text, got ${"
                          + name
                          + "}"));
            }
          }
          return text;
        });
    return faults;
  }

  /** Returns whether the text that a path leads to is known only when a run is asked for. */
  static boolean isOpen(JsonNode arguments, String path) {
    JsonNode at = arguments.at(path);
    return at.isTextual() && !names(at.textValue()).isEmpty();
  }

  private static List<String> names(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .filter(match -> match.group(2) != null)
        .map(match -> match.group(2))
        .toList();
  }

  private interface Values {
    String of(String name);
  }

  private static String replaced(String text, Values values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(2) == null ? match.group(1) : values.of(match.group(2))));
  }

  /** Returns the same JSON with what is made of its texts, which are told with their path. */
  private static JsonNode texts(
      JsonNode node, String path, BiFunction<String, String, String> made) {
    if (node.isTextual()) {
      return TextNode.valueOf(made.apply(path, node.textValue()));
    }
    if (node.isArray()) {
      ArrayNode array = JsonText.array();
      for (int i = 0; i < node.size(); i++) {
        array.add(texts(node.path(i), path + "/" + i, made));
      }
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = JsonText.object();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String name = field.getKey().replace("~", "~0").replace("/", "~1");
        object.set(field.getKey(), texts(field.getValue(), path + "/" + name, made));
      }
      return object;
    }
    return node;
  }
}
