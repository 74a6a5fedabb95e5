package io.runbookmemory.bench;

import io.runbookmemory.bench.burn.Service;
import io.runbookmemory.bench.burn.Watch;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.slo.BurnRateProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whom the profiles wake for what: false pages, delays, batches, flapping. */
@Command(
    name = "burn",
    description = {
      "Simulated services of 99.9 %% under the workbook's rules, Pyrra's and ARM's default: false"
          + " pages, delays, nightly batches, flapping."
    })
final class BurnProgram implements Callable<Integer> {

  private static final int DAY = 1440;
  private static final List<BurnRateProfile> PROFILES =
      List.of(BurnRateProfile.SRE_WORKBOOK_30D, BurnRateProfile.PYRRA, BurnRateProfile.ARM);

  @Option(names = "--runs", description = "Simulations a cell (${DEFAULT-VALUE}).")
  private int runs = 12;

  @Option(names = "--seed", description = "The first one's seed (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Override
  public Integer call() {
    Tables.print("quiet services", quietServices());
    Tables.print("steps", steps());
    Tables.print("habits", habits());
    return 0;
  }

  /** Healthy months, and the same with an outage on day 20. */
  private Table quietServices() {
    Table table =
        new Table(
            "requests", "profile", "false pages in 30 d", "outage 60 min", "5 % for 2 h", "missed");
    for (double perMinute : new double[] {1 / 6.0, 1, 10, 100}) {
      for (BurnRateProfile profile : PROFILES) {
        long falsely = 0;
        for (Watch watch : watches(profile, perMinute, 30, service -> {})) {
          falsely += watch.pages().size();
        }
        Delays outage = delays(profile, perMinute, 1, 60);
        Delays partial = delays(profile, perMinute, 0.05, 120);
        table.row(
            perMinute < 1 ? "10 an hour" : Math.round(perMinute) + " a minute",
            profile,
            (double) falsely / runs,
            outage.median() + " min",
            partial.median() + " min",
            outage.missed + " and " + partial.missed + " of " + runs);
      }
    }
    return table;
  }

  private List<Watch> watches(
      BurnRateProfile profile, double perMinute, int days, Consumer<Service> incidents) {
    List<Watch> watches = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      Service service = new Service(perMinute, days * DAY, seed + run);
      incidents.accept(service);
      watches.add(Watch.of(profile, service));
    }
    return watches;
  }

  private record Delays(List<Integer> minutes, int missed) {

    static Delays of(List<Watch> watches, int from, int length) {
      return of(watches.stream().map(watch -> watch.delay(from, length)).toList());
    }

    static Delays of(List<Integer> all) {
      List<Integer> seen = all.stream().filter(delay -> delay >= 0).sorted().toList();
      return new Delays(seen, all.size() - seen.size());
    }

    String median() {
      return minutes.isEmpty() ? "-" : minutes.get((minutes.size() - 1) / 2).toString();
    }

    long within(int limit) {
      return minutes.stream().filter(delay -> delay <= limit).count();
    }

    String range() {
      return minutes.isEmpty() ? "never" : minutes.getFirst() + " to " + minutes.getLast();
    }
  }

  private Delays delays(BurnRateProfile profile, double perMinute, double share, int length) {
    int from = 6 * DAY + 600;
    return Delays.of(
        watches(profile, perMinute, 7, service -> service.fail(share, from, length)), from, length);
  }

  /** A regression that stays: eight times what the objective allows. */
  private Table steps() {
    Table table =
        new Table(
            "requests", "8 x for ever", "paged after, min", "median", "in 6 h", "alert, median");
    int from = 20 * DAY;
    int length = 6 * DAY;
    for (double perMinute : new double[] {1, 3, 10, 30, 100}) {
      for (BurnRateProfile profile : PROFILES) {
        List<Watch> watches =
            watches(profile, perMinute, 26, service -> service.fail(0.008, from, length));
        Delays pages = Delays.of(watches, from, length);
        Delays alerts =
            Delays.of(watches.stream().map(watch -> watch.delayOfAny(from, length)).toList());
        table.row(
            Math.round(perMinute) + " a minute",
            profile,
            pages.range(),
            pages.median(),
            pages.within(360) + " of " + runs,
            alerts.median());
      }
    }
    return table;
  }

  /** What comes again and again: a batch every night, and a service that fails on and off. */
  private Table habits() {
    Table table =
        new Table(
            "100 requests a minute, 30 days, the first 7 not counted",
            "profile",
            "pages",
            "of 8 incidents missed");
    for (BurnRateProfile profile : PROFILES) {
      List<Watch> nights = watches(profile, 100, 30, BurnProgram::batchesAndIncidents);
      long incidents = 0;
      long missed = 0;
      long pages = 0;
      for (Watch watch : nights) {
        for (int day = 7; day < 30; day += 3) {
          int from = day * DAY + 900;
          boolean seen = watch.delay(from, 60) >= 0;
          missed += seen ? 0 : 1;
          incidents += seen ? 1 : 0;
        }
        pages += watch.pagesAfter(7 * DAY);
      }
      table.row(
          "2 % for 40 min at 02:00 every night: unwanted",
          profile, (double) (pages - incidents) / runs, (double) missed / runs);
      long flaps = 0;
      for (Watch watch : watches(profile, 100, 10, BurnProgram::flaps)) {
        flaps += watch.pagesAfter(7 * DAY);
      }
      table.row("3 min of every 30 at 20 % for 2 h, thrice", profile, flaps / 3.0 / runs, "-");
    }
    return table;
  }

  private static void batchesAndIncidents(Service service) {
    for (int day = 0; day < 30; day++) {
      service.fail(0.02, day * DAY + 120, 40);
      if (day % 3 == 1) {
        service.fail(0.05, day * DAY + 900, 60);
      }
    }
  }

  private static void flaps(Service service) {
    for (int day = 7; day < 10; day++) {
      for (int minute = 0; minute < 120; minute += 30) {
        service.fail(0.2, day * DAY + 300 + minute, 3);
      }
    }
  }
}
