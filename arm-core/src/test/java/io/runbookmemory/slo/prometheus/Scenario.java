package io.runbookmemory.slo.prometheus;

import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/**
 * Seeded traffic, a count for every minute: a day's rhythm up to 600 requests a minute, 0.03 % of
 * which fail, and incidents of 2 to 500 minutes in which 0.06 % to all of them do.
 */
final class Scenario {

  enum Kind {
    /** Nothing else. */
    PLAIN,
    /** Spells without a request, in which the counters stand still. */
    GAP,
    /** Counters that begin anew, as a process that restarts does. */
    RESET,
    /** At most two requests a minute. */
    LOW
  }

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final Kind kind;
  final long seed;
  final long[] bad;
  final long[] total;
  final boolean[] resets;

  private Scenario(Kind kind, long seed, int minutes) {
    this.kind = kind;
    this.seed = seed;
    this.bad = new long[minutes + 1];
    this.total = new long[minutes + 1];
    this.resets = new boolean[minutes + 1];
  }

  /** Minutes 1 to {@code minutes}; minute 0 is the counters' first reading. */
  static Scenario of(Kind kind, long seed, int minutes) {
    Scenario scenario = new Scenario(kind, seed, minutes);
    Random random = new Random(31 * seed + kind.name().hashCode());
    double[] failing = failing(random, minutes);
    boolean[] silent = new boolean[minutes + 1];
    if (kind == Kind.GAP) {
      for (int i = 0; i < minutes / 400; i++) {
        int from = 1 + random.nextInt(minutes);
        Arrays.fill(silent, from, Math.min(minutes + 1, from + 1 + random.nextInt(90)), true);
      }
    }
    for (int minute = 1; minute <= minutes; minute++) {
      double rhythm = 0.55 - 0.45 * Math.cos(2 * Math.PI * (minute % 1440) / 1440.0);
      long requests =
          kind == Kind.LOW
              ? random.nextInt(3)
              : Math.round(600 * rhythm * (0.9 + 0.2 * random.nextDouble()));
      scenario.total[minute] = silent[minute] ? 0 : requests;
      for (long i = 0; i < scenario.total[minute]; i++) {
        scenario.bad[minute] += random.nextDouble() < failing[minute] ? 1 : 0;
      }
      scenario.resets[minute] = kind == Kind.RESET && random.nextInt(500) == 0;
    }
    return scenario;
  }

  private static double[] failing(Random random, int minutes) {
    double[] share = new double[minutes + 1];
    Arrays.fill(share, 0.0003);
    for (int i = 0; i < Math.max(2, minutes / 700); i++) {
      int length = (int) Math.round(2 * Math.pow(250, random.nextDouble()));
      double rate = Math.pow(10, -3.2 * random.nextDouble());
      int from = 1 + random.nextInt(minutes);
      Arrays.fill(share, from, Math.min(minutes + 1, from + length), rate);
    }
    return share;
  }

  int minutes() {
    return total.length - 1;
  }

  static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  SliSample sample(int minute) {
    return new SliSample(at(minute), total[minute] - bad[minute], total[minute]);
  }

  SliSeries series() {
    SliSeries.Builder series = SliSeries.builder().step(Duration.ofMinutes(1));
    for (int minute = 1; minute <= minutes(); minute++) {
      series.add(sample(minute));
    }
    return series.build();
  }

  /** Returns the readings of a counter that grows by these increments and begins anew at resets. */
  long[] readings(boolean ofFailures) {
    long[] readings = new long[total.length];
    for (int minute = 1; minute <= minutes(); minute++) {
      long increment = ofFailures ? bad[minute] : total[minute] - bad[minute];
      readings[minute] = (resets[minute] ? 0 : readings[minute - 1]) + increment;
    }
    return readings;
  }

  @Override
  public String toString() {
    return kind + " of seed " + seed + ", " + minutes() + " minutes";
  }
}
