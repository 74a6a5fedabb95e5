package io.runbookmemory.journal.postmortem;

import java.util.List;

/**
 * One line of a postmortem.
 *
 * @param section where it stands
 * @param kind what it is worth
 * @param text the line, without its citations
 * @param sources the positions of the journal's entries that say so, ascending; of a gap those that
 *     show it, perhaps none
 */
public record Statement(PostmortemSection section, Kind kind, String text, List<Long> sources) {

  /** What a line is worth. */
  public enum Kind {
    /** The journal says so. */
    FACT,
    /** A proposal that follows from what the journal says. */
    PROPOSAL,
    /** Something that should be known and is not. */
    GAP,
    /** A sentence that no entry supports: a narrator's that cites nothing, or what is not there. */
    UNSUPPORTED
  }

  /** Checks the rules. */
  public Statement {
    sources = sources.stream().distinct().sorted().toList();
    if (text.isBlank()) {
      throw new IllegalArgumentException("a statement must not be blank");
    }
    if (sources.isEmpty() && (kind == Kind.FACT || kind == Kind.PROPOSAL)) {
      throw new IllegalArgumentException("a line without a source is no " + kind + ": " + text);
    }
  }
}
