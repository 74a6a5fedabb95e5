package io.runbookmemory.slo;

import java.time.Duration;

/** The rules by which others, and ARM, turn burn rates into alerts. */
public enum BurnRateProfile {

  /**
   * The Site Reliability Workbook, chapter 5, to the letter: the four pairs and their factors for
   * 30 days, 14.4, 6, 3 and 1, whatever the objective's period, and nothing asked of the data.
   */
  SRE_WORKBOOK_30D {
    @Override
    public BurnRatePolicy policy(Slo slo) {
      return literally()
          .page(new BurnRateWindow(Duration.ofHours(1), Duration.ofMinutes(5), 14.4))
          .page(new BurnRateWindow(Duration.ofHours(6), Duration.ofMinutes(30), 6))
          .ticket(new BurnRateWindow(Duration.ofHours(24), Duration.ofHours(2), 3))
          .ticket(new BurnRateWindow(Duration.ofDays(3), Duration.ofHours(6), 1))
          .build();
    }
  },

  /**
   * The rules that Sloth generates, with the very fractions that Prometheus compares. It knows
   * periods of 28 and of 30 days.
   */
  SLOTH {
    @Override
    public BurnRatePolicy policy(Slo slo) {
      long days = slo.period().toDays();
      if (!slo.period().equals(Duration.ofDays(days)) || (days != 28 && days != 30)) {
        throw new IllegalArgumentException(
            "Sloth's period must be 28 or 30 days, got " + Times.text(slo.period()));
      }
      return literally()
          .arithmetic(Arithmetic.BINARY_PERCENT)
          .page(pair(2, slo, 1))
          .page(pair(5, slo, 6))
          .ticket(pair(10, slo, 24))
          .ticket(pair(10, slo, 72))
          .build();
    }

    private BurnRateWindow pair(double percent, Slo slo, long hours) {
      double factor = percent * slo.period().toHours() / 100 / hours;
      Duration longWindow = Duration.ofHours(hours);
      return new BurnRateWindow(longWindow, longWindow.dividedBy(12), factor);
    }
  },

  /**
   * The rules that Pyrra generates: factors 14, 7, 2 and 1, windows that are those of 28 days
   * scaled to the period in whole minutes, and a time that each pair must last.
   */
  PYRRA {
    @Override
    public BurnRatePolicy policy(Slo slo) {
      return literally()
          .arithmetic(Arithmetic.BINARY_SHARE)
          .page(pair(slo, 14, 60, 5, 2))
          .page(pair(slo, 7, 6 * 60, 30, 15))
          .ticket(pair(slo, 2, 24 * 60, 2 * 60, 60))
          .ticket(pair(slo, 1, 4 * 24 * 60, 6 * 60, 3 * 60))
          .build();
    }

    private BurnRateWindow pair(Slo slo, double factor, int longer, int shorter, int sustained) {
      return new BurnRateWindow(
          scaled(slo, longer), scaled(slo, shorter), factor, scaled(slo, sustained));
    }

    private Duration scaled(Slo slo, int minutesOf28Days) {
      double minutes = slo.period().toSeconds() / 60.0 / (28 * 24 * 60) * minutesOf28Days;
      return Duration.ofMinutes(Math.max(1, Math.round(minutes)));
    }
  },

  /**
   * ARM's own: the workbook's pairs scaled to the period; a window that is covered less than four
   * fifths decides only what the rest could not turn; at least two failures, and more of them than
   * chance brings once in 10,000 hours of a service that just meets its objective; a verdict that
   * lasts half an hour beyond its last reason, and freezes while nothing is measured; and what
   * burns at an hour on most days is a ticket. What each is good for is measured in {@code
   * docs/burn-rate.md}.
   */
  ARM {
    @Override
    public BurnRatePolicy policy(Slo slo) {
      return BurnRatePolicy.workbook(slo.period()).toBuilder()
          .maxChance(MAX_CHANCE)
          .hold(HOLD)
          .freezes(true)
          .knowsHabits(true)
          .build();
    }
  };

  private static final double MAX_CHANCE = 1e-4;
  private static final Duration HOLD = Duration.ofMinutes(30);

  /**
   * Returns the profile's policy for an objective. Pairs that cannot fire for it are still there;
   * see {@link BurnRatePolicy#feasibleFor}.
   *
   * @param slo the objective
   * @return a policy
   * @throws IllegalArgumentException if the profile has none for the objective's period
   */
  public abstract BurnRatePolicy policy(Slo slo);

  private static BurnRatePolicy.Builder literally() {
    return BurnRatePolicy.builder().minCoverage(0).minBadEvents(1);
  }

  /**
   * How an error ratio is compared with its threshold, factor x budget. They differ for ratios
   * exactly at it, and nowhere else: 0.0144 is not over 14.4 x 0.001.
   */
  public enum Arithmetic {
    /** In decimals, exactly. */
    DECIMAL,
    /**
     * In binary fractions with the budget {@code (100 - percent) / 100}, as rules of Sloth have it:
     * 0.0009999999999999432 for 99.9 %, so that 0.0144 is over.
     */
    BINARY_PERCENT,
    /**
     * In binary fractions with the budget {@code 1 - objective}, as rules of Pyrra have it:
     * 0.0010000000000000009 for 99.9 %, so that 0.0144 is not over.
     */
    BINARY_SHARE;

    /** Returns the threshold in binary fractions; of decimals the nearest one. */
    double threshold(BurnRateWindow pair, Slo slo) {
      return switch (this) {
        case DECIMAL -> pair.threshold(slo).doubleValue();
        case BINARY_PERCENT ->
            pair.factor() * ((100 - slo.objective().movePointRight(2).doubleValue()) / 100);
        case BINARY_SHARE -> pair.factor() * (1 - slo.objective().doubleValue());
      };
    }
  }
}
