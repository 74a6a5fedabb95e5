package io.runbookmemory.replay.engine;

import io.runbookmemory.oncall.noise.NoisePolicy;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.Slo;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * How incidents are replayed.
 *
 * @param policy when a budget pages
 * @param noise what counts as one page
 * @param firstShift the beginning of any shift
 * @param shift how long a shift is
 * @param threads how many incidents are asked at once, at least 1; changes no result
 */
public record ReplaySettings(
    Function<Slo, BurnRatePolicy> policy,
    NoisePolicy noise,
    Instant firstShift,
    Duration shift,
    int threads) {

  /**
   * The workbook's pairs, noise by its defaults, shifts of 12 hours from midnight UTC, 1 thread.
   */
  public static final ReplaySettings DEFAULT =
      new ReplaySettings(
          slo -> BurnRatePolicy.workbook(slo.period()).feasibleFor(slo),
          NoisePolicy.DEFAULT,
          Instant.EPOCH,
          Duration.ofHours(12),
          1);

  /** Checks the rules. */
  public ReplaySettings {
    if (shift.isNegative() || shift.isZero()) {
      throw new IllegalArgumentException("shift must be positive, got " + shift);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
  }

  /**
   * Returns these settings with other threads.
   *
   * @param count at least 1
   * @return a copy
   */
  public ReplaySettings withThreads(int count) {
    return new ReplaySettings(policy, noise, firstShift, shift, count);
  }
}
