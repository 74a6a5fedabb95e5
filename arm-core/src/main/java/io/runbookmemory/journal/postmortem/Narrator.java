package io.runbookmemory.journal.postmortem;

import java.util.List;

/**
 * Tells a postmortem in better sentences, such as by an LLM. What it says is held to the same rule
 * as every line: it cites entries that are there, or it is marked as unsupported.
 */
@FunctionalInterface
public interface Narrator {

  /**
   * Returns sentences for the summary.
   *
   * @param draft with all that is known, and what it can be cited by
   * @return sentences, each with the positions of the entries that say so
   */
  List<Sentence> narrate(PostmortemDraft draft);

  /**
   * A sentence and what it rests on.
   *
   * @param text the sentence
   * @param sources positions of entries that the draft cites
   */
  record Sentence(String text, List<Long> sources) {

    /** Copies the list. */
    public Sentence {
      sources = List.copyOf(sources);
    }
  }
}
