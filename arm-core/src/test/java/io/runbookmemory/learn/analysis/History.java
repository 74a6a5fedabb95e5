package io.runbookmemory.learn.analysis;

import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import io.runbookmemory.metric.Crossing;
import io.runbookmemory.metric.MetricSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** A year in which KafkaLag is followed by Http5xx, and a disk fills. */
final class History implements AnalysisInput {

  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final Signal LAG = signal("KafkaLag", "orders");
  static final Signal ERRORS = signal("Http5xx", "checkout");

  final List<AlertEvent> alerts = new ArrayList<>();
  final List<DeploymentEvent> deployments = new ArrayList<>();
  final List<ResourceSeries> resources = new ArrayList<>();
  long told;

  History() {
    Random random = new Random(3);
    for (int i = 0; i < 40; i++) {
      Instant at = NOW.minusSeconds(3600 + random.nextLong(360L * 86_400));
      alerts.add(new AlertEvent(at, LAG));
      alerts.add(new AlertEvent(at.plusSeconds(300 + random.nextInt(600)), ERRORS));
    }
    for (int i = 0; i < 500; i++) {
      Instant at = NOW.minusSeconds(random.nextLong(360L * 86_400));
      alerts.add(new AlertEvent(at, signal("Noise" + i % 10, "orders")));
    }
  }

  static Signal signal(String alert, String service) {
    return new Signal(alert, new Place(service, "prod", "eu-1"));
  }

  /** Adds a disk that is full in eight days. */
  History withDisk() {
    MetricSeries.Builder series = MetricSeries.builder();
    for (int hour = 20 * 24; hour >= 0; hour--) {
      series.add(NOW.minus(Duration.ofHours(hour)), 87 - hour / 24.0 + hour % 3 * 0.1);
    }
    resources.add(
        new ResourceSeries(
            "disk", new Place("orders", "prod", "eu-1"), series.build(), 95, Crossing.UPWARDS));
    return this;
  }

  @Override
  public void alerts(Instant from, Instant until, Consumer<AlertEvent> sink) {
    for (AlertEvent event : alerts) {
      if (!event.at().isBefore(from) && event.at().isBefore(until)) {
        told++;
        sink.accept(event);
      }
    }
  }

  @Override
  public List<DeploymentEvent> deployments(Instant from, Instant until) {
    return deployments.stream()
        .filter(one -> !one.at().isBefore(from) && one.at().isBefore(until))
        .toList();
  }

  @Override
  public List<ResourceSeries> resources(Instant asOf) {
    return List.copyOf(resources);
  }
}
