package io.runbookmemory.connectors.record;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.connectors.prometheus.PromPoint;
import io.runbookmemory.connectors.prometheus.PromSeries;
import io.runbookmemory.connectors.prometheus.PrometheusClient;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads from a Prometheus which alerts fired: its series {@code ALERTS}, minute by minute. What is
 * over for two minutes has fired twice. How urgent an alert was Prometheus does not know; its label
 * {@code severity} stands for that.
 */
public final class PrometheusAlerts {

  private static final String QUERY = "ALERTS{alertstate=\"firing\"}";
  private static final Duration STEP = Duration.ofMinutes(1);

  /** A query may give at most 11,000 points a series. */
  private static final int CHUNK = 10_000;

  private static final Set<String> TICKETS = Set.of("warning", "warn", "ticket", "low", "minor");
  private static final Set<String> LOGS = Set.of("info", "none", "debug", "log");

  private PrometheusAlerts() {}

  /**
   * Returns what fired.
   *
   * @param prometheus is asked
   * @param from the beginning, to the minute
   * @param to the end, to the minute; what fires on then has no end
   * @return by beginning, then by labels
   * @throws io.runbookmemory.error.ArmException if it cannot be asked
   */
  public static List<FiredAlert> read(PrometheusClient prometheus, Instant from, Instant to) {
    Map<Map<String, String>, TreeSet<Instant>> firing =
        new TreeMap<>(Comparator.comparing(Map::toString));
    Instant last = to.truncatedTo(ChronoUnit.MINUTES);
    Instant first = from.truncatedTo(ChronoUnit.MINUTES);
    while (!first.isAfter(last)) {
      Instant end = first.plus(STEP.multipliedBy(CHUNK - 1L));
      Instant until = end.isAfter(last) ? last : end;
      for (PromSeries series : prometheus.range(QUERY, first, until, STEP).series()) {
        Map<String, String> labels = new TreeMap<>(series.labels());
        labels.remove("__name__");
        labels.remove("alertstate");
        TreeSet<Instant> points = firing.computeIfAbsent(labels, any -> new TreeSet<>());
        series.points().stream().map(PromPoint::at).forEach(points::add);
      }
      first = until.plus(STEP);
    }
    List<FiredAlert> fired = new ArrayList<>();
    firing.forEach((labels, points) -> episodes(labels, points, last, fired));
    fired.sort(Comparator.comparing(FiredAlert::firedAt));
    return fired;
  }

  private static void episodes(
      Map<String, String> labels,
      NavigableSet<Instant> points,
      Instant end,
      List<FiredAlert> fired) {
    Instant begin = points.first();
    Instant before = begin;
    for (Instant at : points) {
      if (Duration.between(before, at).compareTo(STEP.multipliedBy(2)) > 0) {
        fired.add(fired(labels, begin, before.plus(STEP)));
        begin = at;
      }
      before = at;
    }
    Alert alert = new Alert(labels, Map.of(), begin);
    fired.add(
        before.isBefore(end)
            ? fired(labels, begin, before.plus(STEP))
            : new FiredAlert(alert, null, urgency(labels)));
  }

  private static FiredAlert fired(Map<String, String> labels, Instant begin, Instant end) {
    return new FiredAlert(new Alert(labels, Map.of(), begin), end, urgency(labels));
  }

  private static Verdict urgency(Map<String, String> labels) {
    String severity = labels.getOrDefault("severity", "").toLowerCase(Locale.ROOT);
    if (LOGS.contains(severity)) {
      return Verdict.LOG;
    }
    return TICKETS.contains(severity) ? Verdict.TICKET : Verdict.PAGE;
  }
}
