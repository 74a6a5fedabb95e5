package io.runbookmemory.bench.analysis;

import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.learn.analysis.signal.Signal;
import io.runbookmemory.metric.MetricSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A year of alerts, deployments and resources, drawn from a seed, and what was planted in it: 20
 * correlations, 10 temporal patterns and 5 trends. The rest is noise, made to be taken for more.
 *
 * @param events as they came in: some twice, some late
 * @param deployments of half of the services
 * @param resources with five that run out
 * @param truth what was planted
 */
public record PlantedYear(
    List<AlertEvent> events,
    List<DeploymentEvent> deployments,
    List<ResourceSeries> resources,
    List<Planted> truth) {

  /** The wall clock of the year; it changes twice. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  /** When the year begins. */
  public static final Instant FROM = LocalDate.of(2025, 1, 1).atStartOfDay(ZONE).toInstant();

  /** When it is over. */
  public static final Instant UNTIL = LocalDate.of(2026, 1, 1).atStartOfDay(ZONE).toInstant();

  /**
   * Returns a year.
   *
   * @param seed what it is drawn from
   * @return the same year for the same seed
   */
  public static PlantedYear of(long seed) {
    return of(seed, 300, 0);
  }

  /**
   * Returns a year of more.
   *
   * @param seed what it is drawn from
   * @param signals how many signals are noise
   * @param events how many firings at least, made of more noise
   * @return the same year for the same numbers
   */
  public static PlantedYear of(long seed, int signals, int events) {
    Random random = new Random(seed);
    YearOfAlerts alerts = new YearOfAlerts(random);
    alerts.noise(signals);
    alerts.storms(12);
    alerts.correlations(20);
    alerts.weekly(4);
    alerts.nightly(2);
    alerts.monthEdges(2);
    alerts.afterDeployments(2);
    alerts.fill(events);
    YearOfResources resources = new YearOfResources(random);
    resources.runOut(5);
    resources.noise(100);
    List<Planted> truth = new ArrayList<>(alerts.truth);
    truth.addAll(resources.truth);
    return new PlantedYear(
        alerts.delivered(), List.copyOf(alerts.deployments), resources.all, truth);
  }

  /**
   * Returns the same year with its times dealt anew: among the firings, among the deployments, and
   * among the samples of each series. Nothing is left in it to be found.
   *
   * @param seed how they are dealt
   * @return a year in which nothing is planted
   */
  public PlantedYear shuffled(long seed) {
    Random random = new Random(seed);
    List<Instant> times = new ArrayList<>(events.stream().map(AlertEvent::at).toList());
    Collections.shuffle(times, random);
    List<AlertEvent> dealt = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      Signal signal = events.get(i).signal();
      dealt.add(new AlertEvent(times.get(i), signal));
    }
    times = new ArrayList<>(deployments.stream().map(DeploymentEvent::at).toList());
    Collections.shuffle(times, random);
    List<DeploymentEvent> deployed = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      DeploymentEvent one = deployments.get(i);
      deployed.add(new DeploymentEvent(times.get(i), one.service(), one.env(), one.version()));
    }
    List<ResourceSeries> mixed = new ArrayList<>();
    for (ResourceSeries one : resources) {
      mixed.add(
          new ResourceSeries(
              one.name(), one.place(), mixed(one.series(), random), one.limit(), one.crossing()));
    }
    return new PlantedYear(dealt, deployed, mixed, List.of());
  }

  private static MetricSeries mixed(MetricSeries series, Random random) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      values.add(series.value(i));
    }
    Collections.shuffle(values, random);
    MetricSeries.Builder mixed = MetricSeries.builder();
    for (int i = 0; i < values.size(); i++) {
      mixed.add(series.at(i), values.get(i));
    }
    return mixed.build();
  }

  static Duration length() {
    return Duration.between(FROM, UNTIL);
  }
}
