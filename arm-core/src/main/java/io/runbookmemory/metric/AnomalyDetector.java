package io.runbookmemory.metric;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is unusual in a series, sample by sample, from the past of the series alone. One
 * detector a series; not thread-safe.
 *
 * <p>The default holds the mean of the last six samples, the step from the last sample and the
 * distance from the same time of other days each against the seven days before; what comes at the
 * same time on two days of a week is a habit; and there is one anomaly in 24 hours. Its limits are
 * fixed, not fitted to the series; {@code docs/anomalies.md} tells where they come from and what
 * they score. {@link Builder#twoSigma} is the simple mode: every value two standard deviations off
 * the mean, which in real series are hundreds a week.
 *
 * <p>Rules for odd data: a sample that is NaN or infinite, or not later than the one before, is
 * skipped, answered with score 0 and counted. Missing samples are not filled in: windows go by
 * time. A series that does not vary has no scale: its first departure is not judged, the next is. A
 * detector with fewer than 20 samples in its window judges nothing.
 *
 * <p>Memory is bounded: at most 170 bytes a sample of the window (1.4 MB for a week of minutes), of
 * at most 65,536 samples; of finer series the window is shorter.
 */
public final class AnomalyDetector {

  /** The length of the window unless another is asked for. */
  public static final Duration DEFAULT_WINDOW = Duration.ofDays(7);

  /** How long the default method is silent after an anomaly unless told otherwise. */
  public static final Duration DEFAULT_COOL_DOWN = Duration.ofDays(1);

  /** The most samples that a window holds: a week at one sample in 9.2 seconds. */
  static final int MOST_SAMPLES = 1 << 16;

  private final DetectionMethod method;
  private final long coolDown;
  private boolean began;
  private boolean found;
  private long last;
  private long lastAnomaly;
  private long skipped;

  private AnomalyDetector(Builder builder) {
    Duration quiet = builder.simple ? Duration.ZERO : DEFAULT_COOL_DOWN;
    coolDown = (builder.coolDown == null ? quiet : builder.coolDown).toNanos();
    method =
        builder.simple
            ? new TwoSigma(builder.window, MOST_SAMPLES)
            : new LevelStepAndDay(builder.window, builder.step, MOST_SAMPLES);
  }

  /**
   * Returns a detector with the defaults.
   *
   * @return a detector that has seen nothing
   */
  public static AnomalyDetector create() {
    return builder().build();
  }

  /**
   * Returns a builder with the defaults.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Judges the next sample by those before it, and remembers it.
   *
   * @param at between the years 1900 and 2200
   * @param value any number
   * @return what it makes of it
   */
  public Anomaly add(Instant at, double value) {
    long time = Times.nanos(at);
    if (!Double.isFinite(value) || (began && time <= last)) {
      skipped++;
      return Anomaly.skipped(
          at, value, Double.isFinite(value) ? AnomalyCause.OUT_OF_ORDER : AnomalyCause.NOT_FINITE);
    }
    Reading reading = method.judge(time, value);
    began = true;
    last = time;
    double share = reading.share();
    boolean anomaly = share >= 1 && (!found || time - lastAnomaly >= coolDown);
    if (anomaly) {
      found = true;
      lastAnomaly = time;
    }
    return new Anomaly(
        at,
        value,
        anomaly,
        share / (1 + share),
        reading.expected(),
        reading.cause(),
        reading.deviations());
  }

  /**
   * Returns how many samples were skipped.
   *
   * @return at least 0
   */
  public long skipped() {
    return skipped;
  }

  /** The options of a detector. Not thread-safe. */
  public static final class Builder {

    private long window = DEFAULT_WINDOW.toNanos();
    private long step;
    private @Nullable Duration coolDown;
    private boolean simple;

    private Builder() {}

    /**
     * Sets how much of the past a sample is held against.
     *
     * @param length positive and at most 3660 days; the default is seven days
     * @return this builder
     */
    public Builder window(Duration length) {
      window = Times.positive("window", length);
      return this;
    }

    /**
     * Sets how long there is no further anomaly after one.
     *
     * @param length zero or more; the default is 24 hours, and zero in the simple mode
     * @return this builder
     */
    public Builder coolDown(Duration length) {
      if (!length.isZero()) {
        Times.positive("coolDown", length);
      }
      coolDown = length;
      return this;
    }

    /**
     * Sets the expected time between two samples, by which "the same time of day" is told. The
     * default is to learn it: the median gap of the first 20 samples.
     *
     * @param length positive; below ten seconds it counts as ten, and above six hours no time of
     *     day is told
     * @return this builder
     */
    public Builder step(Duration length) {
      step = Times.positive("step", length);
      return this;
    }

    /**
     * Chooses the simple mode: every value that is two standard deviations or more off the mean of
     * the window is an anomaly. A textbook's rule, for comparison.
     *
     * @return this builder
     */
    public Builder twoSigma() {
      simple = true;
      return this;
    }

    /**
     * Returns a detector of these options.
     *
     * @return a detector that has seen nothing
     */
    public AnomalyDetector build() {
      return new AnomalyDetector(this);
    }
  }
}
