package io.runbookmemory.metric;

/**
 * Student's t for two tails, by the expansion of Abramowitz and Stegun 26.7.5; from 3 degrees of
 * freedom on within 0.2 %.
 */
final class StudentT {

  private static final double NORMAL_90 = 1.2815515655446004;
  private static final double NORMAL_97_5 = 1.959963984540054;

  private StudentT() {}

  /** Returns what 10 % lie above, so that 80 % lie between it and its negative. */
  static double upper10(double freedom) {
    return of(NORMAL_90, freedom);
  }

  /** Returns what 2.5 % lie above, so that 95 % lie between it and its negative. */
  static double upper2point5(double freedom) {
    return of(NORMAL_97_5, freedom);
  }

  private static double of(double z, double v) {
    double z2 = z * z;
    double g1 = z * (z2 + 1) / 4;
    double g2 = z * ((5 * z2 + 16) * z2 + 3) / 96;
    double g3 = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
    double g4 = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
    return z + (g1 + (g2 + (g3 + g4 / v) / v) / v) / v;
  }
}
