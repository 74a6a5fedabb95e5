package io.runbookmemory.salience;

/**
 * How much a memory counts, and why. All in [0, 1], higher is more.
 *
 * @param recency how much of it time has left: {@code floor + (1 - floor) * 2^(-age / halfLife)},
 *     age counted from when it was last seen, happened, or last helped
 * @param success how often it helped: the mean of a Beta posterior, {@code (successes + 1) /
 *     (successes + failures + 2)}; 0.5 where nothing is known
 * @param value their combination: {@code recency * (reinforced + success) / 2}, where {@code
 *     reinforced} goes from a base of 0.7 (0.4 for an incident without a known end) towards 1, half
 *     of the way with every three reinforcements
 */
public record Salience(double recency, double success, double value) {}
