package io.runbookmemory.store.ledger;

/**
 * A part of a ledger that is read and pruned by itself.
 *
 * @param name such as {@code audit} or {@code alerts}: 1 to 64 letters, digits, dots, hyphens or
 *     underscores
 */
public record LedgerStream(String name) {

  private static final int LONGEST_NAME = 64;

  /** Checks the rules. */
  public LedgerStream {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "a stream's name must be 1 to 64 letters, digits, '.', '-' or '_', got \"" + name + "\"");
    }
  }

  /**
   * Returns whether a text may name a stream or a kind. A ledger makes a million of them a read.
   */
  static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean digit = c >= '0' && c <= '9';
      if (!letter && !digit && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_NAME;
  }

  @Override
  public String toString() {
    return name;
  }
}
