package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.connectors.prometheus.PromPoint;
import io.runbookmemory.connectors.prometheus.PromSeries;
import io.runbookmemory.connectors.prometheus.PrometheusClient;
import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.journal.deploy.WatchNote;
import io.runbookmemory.metric.Baseline;
import io.runbookmemory.metric.BaselineCheck;
import io.runbookmemory.metric.MetricName;
import io.runbookmemory.metric.MetricSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a metric moved that the authors of a deployment asked to watch by its name: whether
 * its mean of the last quarter of an hour lies outside of what was usual in the day before the
 * deployment. A name is a word with an underscore or a colon, as metrics of Prometheus have it. For
 * one thread.
 */
final class MetricWatch {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*[_:][a-zA-Z0-9_:]+");
  private static final Pattern COUNTER = Pattern.compile(".*_(total|count|sum|bucket)");
  private static final Duration BEFORE = Duration.ofDays(1);
  private static final Duration LATELY = Duration.ofMinutes(15);
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Fewer are no quarter of an hour: right after a deployment nothing can be said. */
  private static final int LEAST = 5;

  /** The newest come first; more would keep a server busy. */
  private static final int MOST = 50;

  private final Responder responder;
  private final Parts.Rules rules;
  private final Letter letter;
  private final WatchNotes written;

  /** What moved, by the key of its notification, as long as it is watched. */
  private final Map<String, Moved> moved = new LinkedHashMap<>();

  private Instant next = Instant.MIN;

  MetricWatch(Responder responder, Parts.Rules rules, Letter letter) {
    this.responder = responder;
    this.rules = rules;
    this.letter = letter;
    this.written = new WatchNotes(responder);
  }

  /** That a metric moved which somebody asked to watch. */
  private record Moved(WatchNote note, String metric, String words, Instant at) {}

  /**
   * Returns what is to be told of that, each deployment and metric once: the same again while it is
   * watched.
   *
   * @throws io.runbookmemory.error.ArmException if the store or Prometheus cannot answer
   */
  List<Notification> look(Instant now) {
    PrometheusClient prometheus = rules.prometheus();
    if (prometheus == null || now.isBefore(next)) {
      return List.of();
    }
    next = now.plus(STEP);
    moved.values().removeIf(one -> !now.isBefore(one.note().until()));
    int asked = 0;
    for (WatchNote note : watching(now)) {
      Matcher names = NAME.matcher(note.note());
      while (names.find() && asked++ < MOST) {
        look(note, names.group(), prometheus.within(PATIENCE), now);
      }
    }
    List<Notification> due = new ArrayList<>();
    moved.forEach((key, one) -> due.addAll(told(key, one)));
    return due;
  }

  private List<WatchNote> watching(Instant now) {
    return responder.journal().map(one -> one.deployments().watching(now)).orElse(List.of());
  }

  private void look(WatchNote note, String metric, PrometheusClient prometheus, Instant now) {
    String key = "watched/" + note.change().memory().id() + "/" + metric;
    if (!moved.containsKey(key)) {
      check(note, metric, prometheus, whole(now))
          .filter(one -> one.state() == BaselineCheck.State.OUTSIDE_BAND)
          .ifPresent(one -> moved.put(key, new Moved(note, metric, one.message(), now)));
    }
  }

  private static Optional<BaselineCheck> check(
      WatchNote note, String metric, PrometheusClient prometheus, Instant now) {
    Instant out = note.change().at();
    for (MetricName name : named(metric, note.change().memory().scope().service())) {
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

  private List<Notification> told(String key, Moved one) {
    String service = one.note().change().memory().scope().service();
    var incident = written.write(service, List.of(one.note()), one.at());
    Notification notification =
        letter.moves(
            new Letter.Move(
                key,
                one.note(),
                one.metric(),
                one.words(),
                incident == null ? null : incident.toString()),
            one.at());
    return rules.routing().noted().stream().map(notification::to).toList();
  }
}
