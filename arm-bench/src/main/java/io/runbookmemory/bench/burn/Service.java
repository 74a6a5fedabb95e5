package io.runbookmemory.bench.burn;

import io.runbookmemory.slo.SliSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/**
 * A simulated service, minute by minute: requests come as a Poisson process, and each fails by
 * itself with the share of its minute. The same seed gives the same service.
 */
public final class Service {

  /** When every simulation begins: a Monday. */
  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  /** Half of what an objective of 99.9 % allows. */
  private static final double BACKGROUND = 0.0005;

  private final double perMinute;
  private final double[] failing;
  private final Random random;

  /** Creates one that fails as often as a healthy service does. */
  public Service(double perMinute, int minutes, long seed) {
    this.perMinute = perMinute;
    this.failing = new double[minutes + 1];
    this.random = new Random(seed);
    Arrays.fill(failing, BACKGROUND);
  }

  /** Has a share of requests fail in the minutes {@code (from, from + length]}, or more. */
  public Service fail(double share, int from, int length) {
    for (int minute = from + 1; minute <= Math.min(minutes(), from + length); minute++) {
      failing[minute] = Math.max(failing[minute], share);
    }
    return this;
  }

  /** Returns how many minutes there are. */
  public int minutes() {
    return failing.length - 1;
  }

  /** Returns the instant of a minute. */
  static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  /** Returns the counts of the next minute that is asked for; ask in order. */
  SliSample sample(int minute) {
    long total = poisson(perMinute);
    long bad = 0;
    for (long i = 0; i < total; i++) {
      bad += random.nextDouble() < failing[minute] ? 1 : 0;
    }
    return new SliSample(at(minute), total - bad, total);
  }

  /** Knuth's method, in parts, so that e^-mean does not vanish. */
  private long poisson(double mean) {
    long count = 0;
    for (double left = mean; left > 0; left -= 30) {
      double product = random.nextDouble();
      double limit = Math.exp(-Math.min(left, 30));
      while (product > limit) {
        count++;
        product *= random.nextDouble();
      }
    }
    return count;
  }
}
