package io.runbookmemory.error;

import java.io.Serial;

/**
 * Input from outside that breaks a rule: a file, a line, a field. The message names the place, the
 * rule and the value. What to do: correct the input; the rest of it is unaffected.
 */
public final class InvalidInputException extends ArmException {

  @Serial private static final long serialVersionUID = 1L;

  private final String rule;

  /**
   * Creates the fault.
   *
   * @param place where it stands, as {@code file}, {@code file:line} or a field's name
   * @param rule the rule and the value that broke it
   */
  public InvalidInputException(String place, String rule) {
    super(place, place.isEmpty() ? rule : place + ": " + rule, null);
    this.rule = rule;
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
