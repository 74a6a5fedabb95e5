package io.runbookmemory.recall.context;

import java.util.function.ToIntFunction;

/**
 * How long a context may be.
 *
 * @param limit the most, in the unit of {@code size}, at least 0
 * @param size how long a text is; called some hundred times, by the thread that renders
 */
public record ContextBudget(int limit, ToIntFunction<String> size) {

  /**
   * How many characters of English a token of the common tokenizers has: OpenAI's help page "What
   * are tokens and how to count them?" says about 4.
   */
  private static final int CHARACTERS_PER_TOKEN = 4;

  /** Checks the rules. */
  public ContextBudget {
    if (limit < 0) {
      throw new IllegalArgumentException("a budget must be at least 0, got " + limit);
    }
  }

  /**
   * Returns a budget in characters.
   *
   * @param limit the most UTF-16 characters, at least 0
   * @return a new value
   */
  public static ContextBudget characters(int limit) {
    return new ContextBudget(limit, String::length);
  }

  /**
   * Returns a budget in tokens as they are estimated: a token for every 4 characters, rounded up.
   * For an exact one pass the model's own counter to the constructor.
   *
   * @param limit the most tokens, at least 0
   * @return a new value
   */
  public static ContextBudget tokens(int limit) {
    return new ContextBudget(limit, text -> Math.ceilDiv(text.length(), CHARACTERS_PER_TOKEN));
  }

  boolean fits(String text) {
    return size.applyAsInt(text) <= limit;
  }
}
