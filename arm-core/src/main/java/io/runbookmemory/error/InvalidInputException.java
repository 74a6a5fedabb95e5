package io.runbookmemory.error;

import java.io.Serial;

/**
 * Input from outside that breaks a rule: a file, a line, a field. The message names the place, the
 * rule and the value. What to do: correct the input; the rest of it is unaffected.
 */
public final class InvalidInputException extends ArmException {

  @Serial private static final long serialVersionUID = 1L;

  private static final int LONGEST_RULE = 500;

  private final String rule;

  /**
   * Creates the fault.
   *
   * @param place where it stands, as {@code file}, {@code file:line} or a field's name
   * @param rule the rule and the value that broke it; cut after 500 characters, since the value may
   *     be a file's worth of text
   */
  public InvalidInputException(String place, String rule) {
    super(place, place.isEmpty() ? cut(rule) : place + ": " + cut(rule), null);
    this.rule = cut(rule);
  }

  private static String cut(String rule) {
    if (rule.length() <= LONGEST_RULE) {
      return rule;
    }
    int end = Character.isHighSurrogate(rule.charAt(LONGEST_RULE - 1)) ? 1 : 0;
    return rule.substring(0, LONGEST_RULE - end) + "…";
  }

  /**
   * Returns the rule and the value that broke it, without the place.
   *
   * @return a sentence
   */
  public String rule() {
    return rule;
  }

  /**
   * Returns this fault with a place in front: the reader of a field does not know the file, the
   * reader of the file does.
   *
   * @param outer the file, or file and line
   * @return a fault whose place is {@code outer}, followed by this one's place
   */
  public InvalidInputException in(String outer) {
    return new InvalidInputException(subject().isEmpty() ? outer : outer + ": " + subject(), rule);
  }
}
