package io.runbookmemory.slo.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That the scenarios tell a right classifier from wrong ones; else agreeing would say little. */
class MutantsTest {

  private enum Mutant {
    NONE,
    NO_SHORT_WINDOW,
    OR_FOR_AND,
    NO_LONG_WINDOW,
    FACTORS_OF_28_DAYS,
    WINDOW_ONE_MINUTE_SHORT,
    NO_TRAFFIC_IS_BAD,
    MEAN_OF_RATIOS
  }

  private static final double BUDGET = (100 - 99.9) / 100;

  /** Minutes of the long and the short window, and the factors of 30 and of 28 days. */
  private static final double[][] PAIRS = {
    {60, 5, 14.4, 13.44}, {360, 30, 6, 5.6}, {1440, 120, 3, 2.8}, {4320, 360, 1, 0.9333333333333332}
  };

  @Test
  void everyMutantIsFoundOut() {
    Map<Mutant, Integer> found = new EnumMap<>(Mutant.class);
    for (Scenario.Kind kind : Scenario.Kind.values()) {
      Scenario scenario = Scenario.of(kind, 1, 4 * 1440);
      Decisions right = Decisions.of(scenario);
      for (Mutant mutant : Mutant.values()) {
        found.merge(mutant, right.differencesTo(decide(scenario, mutant)), Integer::sum);
      }
    }

    assertThat(found.remove(Mutant.NONE)).isZero();
    assertThat(found).hasSize(7).allSatisfy((mutant, minutes) -> assertThat(minutes).isPositive());
    assertThat(found.keySet())
        .isEqualTo(EnumSet.range(Mutant.NO_SHORT_WINDOW, Mutant.MEAN_OF_RATIOS));
  }

  private static Decisions decide(Scenario scenario, Mutant mutant) {
    Sums sums = Sums.of(scenario);
    Decisions decisions = Decisions.none();
    for (int minute = 1; minute <= scenario.minutes(); minute++) {
      for (int i = 0; i < PAIRS.length; i++) {
        double factor = PAIRS[i][mutant == Mutant.FACTORS_OF_28_DAYS ? 3 : 2];
        boolean longer = sums.ratio(minute, (int) PAIRS[i][0], mutant) > factor * BUDGET;
        boolean shorter = sums.ratio(minute, (int) PAIRS[i][1], mutant) > factor * BUDGET;
        boolean fires =
            switch (mutant) {
              case NO_SHORT_WINDOW -> longer;
              case NO_LONG_WINDOW -> shorter;
              case OR_FOR_AND -> longer || shorter;
              default -> longer && shorter;
            };
        if (fires) {
          (i < 2 ? decisions.pages() : decisions.tickets()).set(minute);
        }
      }
    }
    return decisions;
  }

  /** Running sums, so that any window is two look-ups. */
  private static final class Sums {

    private final double[] bad;
    private final double[] total;
    private final double[] ratios;
    private final int[] measured;

    Sums(int size) {
      bad = new double[size];
      total = new double[size];
      ratios = new double[size];
      measured = new int[size];
    }

    static Sums of(Scenario scenario) {
      int size = scenario.minutes() + 1;
      Sums sums = new Sums(size);
      for (int i = 1; i < size; i++) {
        long total = scenario.total[i];
        sums.bad[i] = sums.bad[i - 1] + scenario.bad[i];
        sums.total[i] = sums.total[i - 1] + total;
        sums.ratios[i] = sums.ratios[i - 1] + (total == 0 ? 0 : (double) scenario.bad[i] / total);
        sums.measured[i] = sums.measured[i - 1] + (total == 0 ? 0 : 1);
      }
      return sums;
    }

    double ratio(int until, int minutes, Mutant mutant) {
      int length = mutant == Mutant.WINDOW_ONE_MINUTE_SHORT ? minutes - 1 : minutes;
      int from = Math.max(0, until - length);
      double requests = total[until] - total[from];
      if (requests == 0) {
        return mutant == Mutant.NO_TRAFFIC_IS_BAD ? 1 : Double.NaN;
      }
      return mutant == Mutant.MEAN_OF_RATIOS
          ? (ratios[until] - ratios[from]) / (measured[until] - measured[from])
          : (bad[until] - bad[from]) / requests;
    }
  }
}
