package io.runbookmemory.metric;

/**
 * Three measures, each held against its own trailing window: the mean of the last six samples, the
 * step from the last sample, and the distance from the median of the same time of the last seven
 * days. The largest decides.
 *
 * <p>A level or step counts nothing where the second most remarkable of the last seven days was
 * about as remarkable at this time of day: a nightly batch is a habit.
 *
 * <p>All numbers were chosen on half of the files of the Numenta Anomaly Benchmark; {@code
 * docs/anomalies.md} tells how, and what they score on the other half.
 */
final class LevelStepAndDay implements DetectionMethod {

  private static final int LEVEL_OF = 6;
  private static final double LEVEL_LIMIT = 5;
  private static final double STEP_LIMIT = 5;
  private static final double DAILY_LIMIT = 8;

  /** How much more remarkable than the habit of the hour something has to be. */
  private static final double BEYOND_HABIT = 1.1;

  /** One other day is no habit. */
  private static final int LEAST_DAYS = 2;

  private final long window;
  private final TrailingMoments levels;
  private final TrailingMoments steps;
  private final TrailingMoments distances;
  private final PastDays days;
  private final double[] latest = new double[LEVEL_OF];
  private long samples;

  LevelStepAndDay(long window, long step, int most) {
    this.window = window;
    this.levels = new TrailingMoments(most);
    this.steps = new TrailingMoments(most);
    this.distances = new TrailingMoments(most);
    this.days = new PastDays(step);
  }

  @Override
  public Reading judge(long time, double value) {
    Reading level = level(time, value);
    Reading step = step(time, value);
    Reading judged = daily(time, value);
    double levelOff = Math.abs(level.deviations());
    double stepOff = Math.abs(step.deviations());
    if (levelOff > BEYOND_HABIT * days.habitualLevel(time)) {
      judged = judged.orFurther(level);
    }
    if (stepOff > BEYOND_HABIT * days.habitualStep(time)) {
      judged = judged.orFurther(step);
    }
    days.add(time, value, levelOff, stepOff);
    latest[(int) (samples % LEVEL_OF)] = value;
    samples++;
    return judged;
  }

  private Reading level(long time, double value) {
    levels.forgetBefore(time - window);
    int others = (int) Math.min(samples, LEVEL_OF - 1);
    double sum = 0;
    for (long i = samples - others; i < samples; i++) {
      sum += latest[(int) (i % LEVEL_OF)];
    }
    int count = others + 1;
    double mean = (sum + value) / count;
    Reading reading =
        Reading.of(
            new Reading.Measured(AnomalyCause.LEVEL, mean, LEVEL_LIMIT, count, -sum), levels);
    levels.add(time, mean);
    return reading;
  }

  private Reading step(long time, double value) {
    if (samples == 0) {
      return Reading.NONE;
    }
    steps.forgetBefore(time - window);
    double before = latest[(int) ((samples - 1) % LEVEL_OF)];
    double step = value - before;
    Reading reading =
        Reading.of(new Reading.Measured(AnomalyCause.STEP, step, STEP_LIMIT, 1, before), steps);
    steps.add(time, step);
    return reading;
  }

  private Reading daily(long time, double value) {
    distances.forgetBefore(time - window);
    int count = days.find(time);
    if (count == 0) {
      return Reading.NONE;
    }
    double usual = days.median(count);
    double distance = value - usual;
    Reading reading =
        Reading.of(
            new Reading.Measured(AnomalyCause.DAILY, distance, DAILY_LIMIT, 1, usual), distances);
    distances.add(time, distance);
    return count < LEAST_DAYS ? Reading.NONE : reading;
  }
}
