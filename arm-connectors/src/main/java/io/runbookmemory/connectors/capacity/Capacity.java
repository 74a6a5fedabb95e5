package io.runbookmemory.connectors.capacity;

import io.runbookmemory.connectors.prometheus.PromPoint;
import io.runbookmemory.connectors.prometheus.PromSeries;
import io.runbookmemory.connectors.prometheus.PrometheusClient;
import io.runbookmemory.connectors.series.SeriesCsvReader;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.metric.Crossing;
import io.runbookmemory.metric.MetricSeries;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A resource that a file names. */
record Capacity(String name, Place place, double limit, Crossing crossing, Source source) {

  /** What a forecast looks at. */
  private static final Duration PAST = Duration.ofDays(28);

  private static final Duration STEP = Duration.ofHours(1);

  /** Where the samples come from. */
  sealed interface Source {

    /** A file of samples. */
    record Csv(Path file) implements Source {}

    /** A query of a Prometheus server; each of its series is a resource. */
    record Query(String promql) implements Source {}
  }

  /** Returns the series as known at some time. */
  List<ResourceSeries> series(Instant asOf, @Nullable PrometheusClient prometheus) {
    return switch (source) {
      case Source.Csv csv -> List.of(of(name, place, samples(csv.file(), asOf)));
      case Source.Query query ->
          Objects.requireNonNull(prometheus)
              .range(query.promql(), asOf.minus(PAST), asOf, STEP)
              .series()
              .stream()
              .map(one -> of(named(one), placed(one), samples(one)))
              .toList();
    };
  }

  private ResourceSeries of(String called, Place where, MetricSeries samples) {
    return new ResourceSeries(called, where, samples, limit, crossing);
  }

  private static MetricSeries samples(Path file, Instant asOf) {
    Instant from = asOf.minus(PAST);
    MetricSeries.Builder samples = MetricSeries.builder();
    SeriesCsvReader.read(
        file,
        (at, value) -> {
          if (at.isAfter(from) && !at.isAfter(asOf)) {
            samples.add(at, value);
          }
        });
    return samples.build();
  }

  private static MetricSeries samples(PromSeries series) {
    MetricSeries.Builder samples = MetricSeries.builder();
    for (PromPoint point : series.points()) {
      Double value = point.value();
      if (value != null) {
        samples.add(point.at(), value);
      }
    }
    return samples.build();
  }

  /** A label that the file speaks over still tells one series from another. */
  private String named(PromSeries series) {
    String which =
        series.labels().entrySet().stream()
            .filter(label -> !label.getKey().equals("__name__"))
            .filter(label -> !label.getValue().equals(of(placed(series), label.getKey())))
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(", "));
    return which.isEmpty() ? name : name + " (" + which + ")";
  }

  private static @Nullable String of(Place place, String label) {
    return switch (label) {
      case "service" -> place.service();
      case "env" -> place.env();
      case "cluster" -> place.cluster();
      default -> null;
    };
  }

  /** What the file says comes before what the labels do. */
  private Place placed(PromSeries series) {
    return new Place(
        said(place.service(), series, "service"),
        said(place.env(), series, "env"),
        said(place.cluster(), series, "cluster"));
  }

  private static @Nullable String said(@Nullable String written, PromSeries series, String label) {
    String value = series.labels().get(label);
    return written != null || value == null || value.isBlank() ? written : value;
  }
}
