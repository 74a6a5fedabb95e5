package io.runbookmemory.journal.deploy;

import java.util.List;

/**
 * The deployments that went out before trouble began.
 *
 * @param ranked the most suspicious first
 * @param otherwise the probability that none of them is to blame
 * @param basis what the base rates rest on, in words
 */
public record Suspects(List<Suspect> ranked, double otherwise, String basis) {

  /** Copies the list. */
  public Suspects {
    ranked = List.copyOf(ranked);
  }
}
