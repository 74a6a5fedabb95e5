package io.runbookmemory.slo.rules;

/** Strings of YAML and of PromQL. */
final class Yaml {

  private Yaml() {}

  /** Returns a scalar in single quotes, in which nothing but the quote itself has a meaning. */
  static String quoted(String text) {
    return "'" + text.replace("\n", " ").replace("'", "''") + "'";
  }

  /** Returns a string literal of PromQL. */
  static String promQl(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
