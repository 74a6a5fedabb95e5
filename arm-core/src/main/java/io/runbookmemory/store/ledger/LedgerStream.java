package io.runbookmemory.store.ledger;

/**
 * A part of a ledger that is read and pruned by itself.
 *
 * @param name such as {@code audit} or {@code alerts}: 1 to 64 letters, digits, dots, hyphens or
 *     underscores
 */
public record LedgerStream(String name) {

  /** Checks the rules. */
  public LedgerStream {
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "a stream's name must be 1 to 64 letters, digits, '.', '-' or '_', got \"" + name + "\"");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
