package io.runbookmemory.journal.deploy;

import java.util.List;

/**
 * A deployment that may be to blame.
 *
 * @param change what went out
 * @param probability that it is, under the model that {@link Suspicions} states; between 0 and 1
 * @param evidence what speaks for it, in words with their figures
 */
public record Suspect(Change change, double probability, List<String> evidence) {

  /** Copies the list. */
  public Suspect {
    evidence = List.copyOf(evidence);
  }
}
