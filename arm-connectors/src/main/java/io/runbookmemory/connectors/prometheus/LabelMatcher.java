package io.runbookmemory.connectors.prometheus;

/**
 * What a label must be, in Alertmanager's terms.
 *
 * @param name of the label
 * @param operator {@code =}, {@code !=}, {@code =~} or {@code !~}
 * @param value a text, or a regular expression for the latter two
 */
public record LabelMatcher(String name, String operator, String value) {

  /** Checks the operator and the name. */
  public LabelMatcher {
    if (!operator.matches("=|!=|=~|!~")) {
      throw new IllegalArgumentException("operator must be one of = != =~ !~, got " + operator);
    }
    if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
      throw new IllegalArgumentException("name must be that of a label, got " + name);
    }
  }

  /**
   * Returns the matcher of a value.
   *
   * @param name of the label
   * @param value which it has
   * @return with the operator {@code =}
   */
  public static LabelMatcher equal(String name, String value) {
    return new LabelMatcher(name, "=", value);
  }

  @Override
  public String toString() {
    String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + operator + "\"" + quoted + "\"";
  }

  boolean isRegex() {
    return operator.endsWith("~");
  }

  boolean isEqual() {
    return operator.startsWith("=");
  }
}
