package io.runbookmemory.bench;

import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.slo.BurnRateMonitor;
import io.runbookmemory.slo.BurnRateProfile;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many samples a core judges, and what an objective's state takes. */
@Command(name = "burn-speed", description = "Samples a second through the four pairs; state.")
final class BurnSpeedProgram implements Callable<Integer> {

  private static final Slo SLO = Slo.builder("availability", "checkout", "0.999").build();
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  @Option(names = "--slos", description = "Objectives (${DEFAULT-VALUE}).")
  private int slos = 100;

  @Option(names = "--days", description = "Days of each, at one minute (${DEFAULT-VALUE}).")
  private int days = 90;

  @Option(names = "--rounds", description = "The median of so many (${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Override
  public Integer call() {
    int minutes = days * 1440;
    SliSample[] samples = samples(minutes);
    Table table =
        new Table("profile", "samples a second", "all in s", "by reading alone", "KB an objective");
    double reading = secondsToRead(samples);
    for (BurnRateProfile profile : BurnRateProfile.values()) {
      double[] seconds = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        long begin = System.nanoTime();
        int pages = 0;
        for (int slo = 0; slo < slos; slo++) {
          pages += replay(monitor(profile), samples);
        }
        seconds[round] = (System.nanoTime() - begin) / 1e9;
        if (pages == 0) {
          throw new IllegalStateException("nothing was paged");
        }
      }
      Arrays.sort(seconds);
      double median = seconds[rounds / 2];
      table.row(
          profile,
          Math.round((double) slos * minutes / median),
          median,
          median / reading,
          kilobytes(profile, samples));
    }
    System.out.println(Machine.here());
    Tables.print("samples", table);
    Table bounds = new Table("bound, in the same run", "all in s", "samples a second");
    bounds.row(
        "the numbers of all samples read alone",
        reading,
        Math.round((double) slos * minutes / reading));
    Tables.print("bounds", bounds);
    return 0;
  }

  /** Returns the seconds that one thread takes to read all samples and add them up. */
  private double secondsToRead(SliSample[] samples) {
    double[] seconds = new double[rounds];
    long sum = 0;
    for (int round = 0; round < rounds; round++) {
      long begin = System.nanoTime();
      for (int slo = 0; slo < slos; slo++) {
        for (SliSample sample : samples) {
          sum += sample.good() + sample.total() + sample.at().getEpochSecond();
        }
      }
      seconds[round] = (System.nanoTime() - begin) / 1e9;
    }
    if (sum == 0) {
      throw new IllegalStateException("nothing was read");
    }
    Arrays.sort(seconds);
    return seconds[rounds / 2];
  }

  private static BurnRateMonitor monitor(BurnRateProfile profile) {
    return new BurnRateMonitor(SLO, profile.policy(SLO), MINUTE);
  }

  private static SliSample[] samples(int minutes) {
    Random random = new Random(1);
    SliSample[] samples = new SliSample[minutes];
    for (int i = 0; i < minutes; i++) {
      long total = 300L + random.nextInt(600);
      boolean incident = i % 10_000 > 9_950;
      long bad = incident ? total / 4 : random.nextInt(1000) < 150 ? 1 : 0;
      samples[i] = new SliSample(START.plus(MINUTE.multipliedBy(i)), total - bad, total);
    }
    return samples;
  }

  private static int replay(BurnRateMonitor monitor, SliSample[] samples) {
    int pages = 0;
    for (SliSample sample : samples) {
      monitor.add(sample);
      pages += monitor.verdict() == Verdict.PAGE ? 1 : 0;
    }
    return pages;
  }

  private static double kilobytes(BurnRateProfile profile, SliSample[] samples) {
    int count = 200;
    List<BurnRateMonitor> monitors = new ArrayList<>(count);
    long before = used();
    for (int i = 0; i < count; i++) {
      BurnRateMonitor monitor = monitor(profile);
      for (int minute = 0; minute < Math.min(samples.length, 5 * 1440); minute++) {
        monitor.add(samples[minute]);
      }
      monitors.add(monitor);
    }
    double each = (used() - before) / 1024.0 / count;
    if (monitors.getLast().classify().isEmpty()) {
      throw new IllegalStateException("the last one saw nothing");
    }
    return each;
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
