package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.connectors.prometheus.PromPoint;
import io.runbookmemory.connectors.prometheus.PromSeries;
import io.runbookmemory.connectors.prometheus.PrometheusClient;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.journal.deploy.WatchNote;
import io.runbookmemory.metric.Baseline;
import io.runbookmemory.metric.BaselineCheck;
import io.runbookmemory.metric.MetricName;
import io.runbookmemory.metric.MetricSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Prometheus which metrics moved of those that are watched by their name: whether the mean of
 * the last quarter of an hour lies outside of what was usual in the day before the deployment. A
 * name is a word with an underscore or a colon, as metrics of Prometheus have it. Who is told to
 * stop, or has no answer in time, goes on next time with what was not asked for longest. For one
 * thread.
 */
final class MovedMetrics {

  private static final Logger LOG = LoggerFactory.getLogger(MovedMetrics.class);
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*[_:][a-zA-Z0-9_:]+");
  private static final Pattern COUNTER = Pattern.compile(".*_(total|count|sum|bucket)");
  private static final Duration BEFORE = Duration.ofDays(1);
  private static final Duration LATELY = Duration.ofMinutes(15);
  private static final Duration STEP = Duration.ofMinutes(1);

  /** Fewer are no quarter of an hour: right after a deployment nothing can be said. */
  private static final int LEAST = 5;

  /** The newest come first; more would keep a server busy. */
  private static final int MOST = 50;

  private final PrometheusClient prometheus;
  private final Duration patience;

  /** What moved, by the key of its notification, as long as it is watched. */
  private final Map<String, Moved> moved = new LinkedHashMap<>();

  /** When what is watched was asked for last. */
  private final Map<String, Instant> asked = new HashMap<>();

  /**
   * Creates it.
   *
   * @param patience how long one look may take, with all its questions
   */
  MovedMetrics(PrometheusClient prometheus, Duration patience) {
    this.prometheus = prometheus;
    this.patience = patience;
  }

  /** That a metric moved which somebody asked to watch. */
  record Moved(Watched watched, String words, Instant at) {}

  /** What somebody asked to watch. */
  record Watched(WatchNote note, String metric) {

    String key() {
      return "watched/" + note.change().memory().id() + "/" + metric;
    }
  }

  /**
   * Looks at what is watched.
   *
   * @param notes all that are watched now
   * @param stop whether to, asked before each request
   * @return what moved, the same again while it is watched
   */
  List<Moved> look(List<WatchNote> notes, Instant now, BooleanSupplier stop) {
    moved.values().removeIf(one -> !now.isBefore(one.watched().note().until()));
    List<Watched> all = watched(notes);
    asked.keySet().retainAll(all.stream().map(Watched::key).toList());
    PrometheusClient server = prometheus.within(patience);
    try {
      for (Watched one : all) {
        if (stop.getAsBoolean()) {
          break;
        }
        if (!moved.containsKey(one.key())) {
          asked.put(one.key(), now);
          check(one, server, whole(now), stop)
              .filter(it -> it.state() == BaselineCheck.State.OUTSIDE_BAND)
              .ifPresent(it -> moved.put(one.key(), new Moved(one, it.message(), now)));
        }
      }
    } catch (ArmException e) {
      LOG.warn("metrics to watch cannot be looked at, which is tried again: {}", e.getMessage());
    }
    return List.copyOf(moved.values());
  }

  /** The one that was not asked for longest comes first. */
  private List<Watched> watched(List<WatchNote> notes) {
    List<Watched> all = new ArrayList<>();
    for (WatchNote note : notes) {
      Matcher names = NAME.matcher(note.note());
      while (names.find() && all.size() < MOST) {
        all.add(new Watched(note, names.group()));
      }
    }
    all.sort(Comparator.comparing(one -> asked.getOrDefault(one.key(), Instant.MIN)));
    return all;
  }

  private static Optional<BaselineCheck> check(
      Watched watched, PrometheusClient prometheus, Instant now, BooleanSupplier stop) {
    Instant out = watched.note().change().at();
    String service = watched.note().change().memory().scope().service();
    for (MetricName name : named(watched.metric(), service)) {
      if (stop.getAsBoolean()) {
        return Optional.empty();
      }
      MetricSeries series = read(name, prometheus, out.minus(BEFORE), now);
      Instant since = out.isAfter(now.minus(LATELY)) ? out : now.minus(LATELY);
      if (series.size() > 0 && since.isBefore(now)) {
        MetricSeries late = series.window(now, Duration.between(since, now));
        double mean = mean(late);
        return late.size() < LEAST
            ? Optional.empty()
            : Baseline.rolling(name, series, out, BEFORE).map(usual -> usual.check(mean));
      }
    }
    return Optional.empty();
  }

  /** At whole minutes, so that a server that keeps answers can use them again. */
  private static Instant whole(Instant time) {
    return time.truncatedTo(ChronoUnit.MINUTES);
  }

  private static double mean(MetricSeries series) {
    double sum = 0;
    for (int i = 0; i < series.size(); i++) {
      sum += series.value(i);
    }
    return sum / Math.max(1, series.size());
  }

  /** Whose it is, as metrics say it; or nobody's, where it has no such label. */
  private static List<MetricName> named(String metric, @Nullable String service) {
    return service == null
        ? List.of(MetricName.of(metric))
        : List.of(
            new MetricName(metric, Map.of("service", service)),
            new MetricName(metric, Map.of("job", service)),
            MetricName.of(metric));
  }

  private static MetricSeries read(
      MetricName name, PrometheusClient prometheus, Instant from, Instant to) {
    String query =
        COUNTER.matcher(name.name()).matches()
            ? "sum(rate(" + name + "[5m]))"
            : "avg(" + name + ")";
    MetricSeries.Builder read = MetricSeries.builder();
    for (PromSeries series : prometheus.range(query, whole(from), to, STEP).series()) {
      for (PromPoint point : series.points()) {
        if (point.value() != null) {
          read.add(point.at(), point.value());
        }
      }
    }
    return read.build();
  }
}
