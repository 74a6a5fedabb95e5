package io.runbookmemory.replay;

import io.runbookmemory.memory.Memory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What came back for a query.
 *
 * @param ranking the documents by the key of their provenance, best first
 * @param abstained whether it fell to triage: nothing known fits
 * @param contextTokens how much of it a language model would be shown
 * @param took how long it took
 */
public record Answer(List<String> ranking, boolean abstained, int contextTokens, Duration took) {

  /** Copies the ranking. */
  public Answer {
    ranking = List.copyOf(ranking);
  }

  /** Returns what a memory is called in a ranking: empty if it was captured and has no key. */
  static String key(Memory memory) {
    return Objects.requireNonNullElse(memory.provenance().key(), "");
  }
}
