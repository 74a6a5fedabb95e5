package io.runbookmemory.salience;

import io.runbookmemory.memory.usage.BetaPosterior;

/**
 * How much a memory counts, and why. All numbers in [0, 1], higher is more.
 *
 * @param recency how much of it time has left: {@code floor + (1 - floor) * 2^(-age / halfLife)},
 *     age counted from when it was last seen (else happened, else created), was verified, or last
 *     helped, whichever is latest
 * @param outcomes what is believed of how often it helps
 * @param value their combination: {@code recency * (reinforced + success) / 2}, where {@code
 *     reinforced} goes from a base of 0.7 (0.4 for an incident without a known end) towards 1, half
 *     of the way with every three reinforcements
 * @param stale whether it is older than memories of its type are right without being confirmed
 */
public record Salience(double recency, BetaPosterior outcomes, double value, boolean stale) {

  /**
   * Returns how often it is expected to help: the mean of {@link #outcomes()}.
   *
   * @return 0.5 where nothing is known
   */
  public double success() {
    return outcomes.mean();
  }
}
