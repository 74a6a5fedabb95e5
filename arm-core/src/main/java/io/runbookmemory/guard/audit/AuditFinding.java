package io.runbookmemory.guard.audit;

/**
 * Something wrong with a chain.
 *
 * @param writer whose chain
 * @param line where it stands, from 1 on; one more than there are for what is missing at the end
 * @param fault what is wrong
 * @param detail in words
 */
public record AuditFinding(String writer, long line, Fault fault, String detail) {

  /** What can be wrong with a chain. */
  public enum Fault {
    /** A line is not what was written. */
    ALTERED,
    /** Entries between two others are gone. */
    REMOVED,
    /** An entry stands in another's place. */
    REORDERED,
    /** Entries at the end, or the whole chain, are gone. */
    TAIL_CUT,
    /** The head was signed for by nobody, or by somebody else. */
    NOT_SIGNED
  }

  @Override
  public String toString() {
    return writer + ":" + line + ": " + fault + ": " + detail;
  }
}
