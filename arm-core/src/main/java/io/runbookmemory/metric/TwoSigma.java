package io.runbookmemory.metric;

/** Two standard deviations from the mean of the trailing window. */
final class TwoSigma implements DetectionMethod {

  private static final double LIMIT = 2;

  private final long window;
  private final TrailingMoments past;

  TwoSigma(long window, int most) {
    this.window = window;
    this.past = new TrailingMoments(most);
  }

  @Override
  public Reading judge(long time, double value) {
    past.forgetBefore(time - window);
    Reading reading =
        Reading.of(new Reading.Measured(AnomalyCause.VALUE, value, LIMIT, 1, 0), past);
    past.add(time, value);
    return reading;
  }
}
