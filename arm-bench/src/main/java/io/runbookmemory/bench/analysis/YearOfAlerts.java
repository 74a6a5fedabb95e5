package io.runbookmemory.bench.analysis;

import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/** The alerts and deployments of a {@link PlantedYear}. */
final class YearOfAlerts {

  private static final List<String> CLUSTERS = List.of("eu-1", "eu-2", "us-1");
  private static final int DAYS = 365;

  final List<DeploymentEvent> deployments = new ArrayList<>();
  final List<Planted> truth = new ArrayList<>();
  private final List<AlertEvent> events = new ArrayList<>();
  private final List<Signal> noise = new ArrayList<>();
  private final Random random;
  private int names;

  YearOfAlerts(Random random) {
    this.random = random;
  }

  private Signal signal(String service) {
    return signal(service, CLUSTERS.get(random.nextInt(CLUSTERS.size())));
  }

  private Signal signal(String service, String cluster) {
    return new Signal("Alert" + names++, new Place(service, "prod", cluster));
  }

  private String service() {
    return "service-" + random.nextInt(40);
  }

  private double between(double least, double most) {
    return least + random.nextDouble() * (most - least);
  }

  /** Returns a time of the year, by day more often than by night. */
  private Instant anyTime() {
    while (true) {
      Instant at = PlantedYear.FROM.plusMillis(random.nextLong(PlantedYear.length().toMillis()));
      int hour = at.atZone(PlantedYear.ZONE).getHour();
      if ((hour >= 8 && hour < 20) || random.nextDouble() < 0.7) {
        return at;
      }
    }
  }

  private void fire(Signal signal, Instant at) {
    if (at.isBefore(PlantedYear.UNTIL)) {
      events.add(new AlertEvent(at, signal));
    }
  }

  /** Fires at random times; one time in ten it flaps for a while. */
  private void scatter(Signal signal, double times, Instant since) {
    for (int i = 0; i < times; i++) {
      Instant at = anyTime();
      if (at.isBefore(since)) {
        continue;
      }
      int repeats = random.nextInt(10) == 0 ? 3 + random.nextInt(20) : 1;
      for (int j = 0; j < repeats; j++) {
        fire(signal, at.plusSeconds(j * 240L + random.nextInt(60)));
      }
    }
  }

  /** Signals that fire as they like, from 6 to 300 times; one in ten exists only since some day. */
  void noise(int count) {
    for (int i = 0; i < count; i++) {
      Signal signal = signal(service());
      noise.add(signal);
      Instant since = random.nextInt(10) == 0 ? anyTime() : PlantedYear.FROM;
      scatter(signal, Math.exp(between(Math.log(6), Math.log(300))), since);
    }
    for (int i = 0; i < 20; i++) {
      deploy("service-" + i, 30 + random.nextInt(60));
    }
  }

  /** On some days half of a cluster fires within three quarters of an hour. */
  void storms(int count) {
    for (int i = 0; i < count; i++) {
      String cluster = CLUSTERS.get(i % CLUSTERS.size());
      Instant at = anyTime();
      double share = between(0.3, 0.7);
      for (Signal signal : noise) {
        if (cluster.equals(signal.place().cluster()) && random.nextDouble() < share) {
          fire(signal, at.plusSeconds(random.nextInt(2700)));
        }
      }
    }
  }

  /** A is followed by B, mostly; both come by themselves as well. */
  void correlations(int count) {
    for (int i = 0; i < count; i++) {
      Signal first = signal(service());
      String cluster = first.place().cluster();
      Signal second = signal(service(), cluster == null ? "eu-1" : cluster);
      int times = 15 + random.nextInt(60);
      double followed = between(0.5, 0.95);
      double usual = between(3, 15);
      for (int j = 0; j < times; j++) {
        Instant at = anyTime();
        fire(first, at);
        if (random.nextDouble() < followed) {
          double minutes = Math.min(28, usual * Math.exp(0.4 * random.nextGaussian()));
          fire(second, at.plusMillis((long) (minutes * 60_000)));
        }
      }
      scatter(second, between(5, 60), PlantedYear.FROM);
      truth.add(new Planted.Follows(first, second));
    }
  }

  private Instant within(LocalDate day, int start, int length) {
    return day.atTime(start, 0)
        .plusSeconds(random.nextInt(length * 3600))
        .atZone(PlantedYear.ZONE)
        .toInstant();
  }

  private LocalDate day(int day) {
    return LocalDate.of(2025, 1, 1).plusDays(day);
  }

  /** Comes on one weekday in two hours of most weeks; the first one's service is deployed then. */
  void weekly(int count) {
    for (int i = 0; i < count; i++) {
      Signal signal = signal("weekly-" + i);
      DayOfWeek weekday = DayOfWeek.of(1 + random.nextInt(7));
      int start = random.nextInt(22);
      double share = between(0.4, 0.8);
      for (int day = 0; day < DAYS; day++) {
        if (day(day).getDayOfWeek() == weekday && random.nextDouble() < share) {
          fire(signal, within(day(day), start, 2));
        }
        if (i == 0 && day(day).getDayOfWeek() == weekday && random.nextDouble() < 0.6) {
          deployments.add(
              new DeploymentEvent(within(day(day), start, 1), "weekly-0", "prod", "v" + day));
        }
      }
      scatter(signal, between(5, 40), PlantedYear.FROM);
      truth.add(new Planted.AtHours(signal, EnumSet.of(weekday), start, 2));
    }
  }

  /** They come with the same batch, and not because of each other. */
  void nightly(int count) {
    for (int i = 0; i < count; i++) {
      Signal signal = signal("batch", "eu-1");
      for (int day = 0; day < DAYS; day++) {
        if (random.nextDouble() < 0.6) {
          fire(signal, within(day(day), 2, 1));
        }
      }
      scatter(signal, between(5, 40), PlantedYear.FROM);
      truth.add(new Planted.AtHours(signal, EnumSet.allOf(DayOfWeek.class), 2, 1));
    }
  }

  /** They come with the same end of the month, and not because of each other. */
  void monthEdges(int count) {
    for (int i = 0; i < count; i++) {
      Signal signal = signal("ledger", "eu-1");
      for (int month = 1; month <= 12; month++) {
        LocalDate last = LocalDate.of(2025, month, 1).plusMonths(1).minusDays(1);
        if (random.nextDouble() < 0.9) {
          fire(signal, within(last, 18, 2));
        }
      }
      scatter(signal, between(5, 25), PlantedYear.FROM);
      truth.add(new Planted.AtMonthEdge(signal, true));
    }
  }

  private List<Instant> deploy(String service, int times) {
    List<Instant> at = new ArrayList<>();
    while (at.size() < times) {
      LocalDate day = day(random.nextInt(DAYS));
      if (day.getDayOfWeek().getValue() <= 5) {
        at.add(within(day, 9, 8));
        deployments.add(new DeploymentEvent(at.getLast(), service, "prod", "v" + at.size()));
      }
    }
    return at;
  }

  /** Comes within an hour and a half of some deployments. */
  void afterDeployments(int count) {
    for (int i = 0; i < count; i++) {
      Signal signal = signal("deployed-" + i);
      double share = between(0.35, 0.7);
      for (Instant at : deploy("deployed-" + i, 30 + random.nextInt(40))) {
        if (random.nextDouble() < share) {
          fire(signal, at.plusSeconds(60 + random.nextInt(5340)));
        }
      }
      scatter(signal, between(5, 60), PlantedYear.FROM);
      truth.add(new Planted.Deployed(signal));
    }
  }

  /** Fires more of the noise, until there are as many firings. */
  void fill(int count) {
    while (events.size() < count) {
      fire(noise.get(random.nextInt(noise.size())), anyTime());
    }
  }

  /** Returns the firings as they come in: one in twenty twice, and many late. */
  List<AlertEvent> delivered() {
    List<AlertEvent> delivered = new ArrayList<>(events);
    for (AlertEvent event : events) {
      if (random.nextInt(20) == 0) {
        delivered.add(event);
      }
    }
    Duration late = Duration.ofHours(2);
    record Late(Instant at, AlertEvent event) {}
    return delivered.stream()
        .map(event -> new Late(event.at().plusSeconds(random.nextLong(late.toSeconds())), event))
        .sorted((one, other) -> one.at.compareTo(other.at))
        .map(Late::event)
        .toList();
  }
}
