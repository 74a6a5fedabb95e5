package io.runbookmemory.replay.engine;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.oncall.noise.Handled;
import io.runbookmemory.oncall.noise.NoisePolicy;
import io.runbookmemory.replay.incident.ExpectedVerdict;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.slo.BurnRateMonitor;
import io.runbookmemory.slo.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One incident while time goes on: what fires, and what was said of it so far. */
final class IncidentRun {

  final ReplayIncident incident;
  final Set<FiredAlert> firing = new LinkedHashSet<>();
  final List<Judged> judged = new ArrayList<>();

  /** What memory is asked, in order of time. */
  final List<Question> questions = new ArrayList<>();

  final List<Handled> handled = new ArrayList<>();
  @Nullable Instant paged;
  @Nullable String foldedInto;

  /** An alert that stands for an objective where none fires. */
  final Map<String, Alert> own = new TreeMap<>();

  final Map<RecordedSli, BurnRateMonitor> monitors = new HashMap<>();

  IncidentRun(ReplayIncident incident) {
    this.incident = incident;
  }

  BurnRateMonitor monitor(RecordedSli sli) {
    return Objects.requireNonNull(monitors.get(sli));
  }

  /** Returns the objectives that judge an alert: those it names, else all of its service. */
  List<RecordedSli> judges(Alert alert) {
    List<RecordedSli> named = having(alert.label("slo").orElse(""), null);
    return named.isEmpty() ? having(null, alert.label("service").orElse("")) : named;
  }

  private List<RecordedSli> having(@Nullable String slo, @Nullable String service) {
    return incident.slis().stream()
        .filter(sli -> slo == null || sli.slo().name().equals(slo))
        .filter(sli -> service == null || sli.slo().service().equals(service))
        .toList();
  }

  /**
   * Returns an alert as it is told: one that a budget judges is of that objective's group, whatever
   * cluster it names, so that the alerts of one burn are one page.
   */
  Alert told(Alert alert, NoisePolicy noise) {
    List<RecordedSli> judges = judges(alert);
    return judges.isEmpty() ? alert : grouped(alert, judges.getFirst(), noise);
  }

  private static Alert grouped(Alert alert, RecordedSli by, NoisePolicy noise) {
    Map<String, String> labels = new TreeMap<>(alert.labels());
    noise.groupBy().forEach(labels::remove);
    labels.put("slo", by.slo().name());
    labels.put("service", by.slo().service());
    return new Alert(labels, alert.annotations(), alert.startsAt());
  }

  /** Returns the alert that stands for a burning budget where no alert of it fires. */
  static Alert burning(RecordedSli sli, Instant at) {
    String service = sli.slo().service();
    String words = sli.slo().name() + " of " + service + " burns its error budget";
    return new Alert(
        Map.of("alertname", "ErrorBudgetBurn", "slo", sli.slo().name(), "service", service),
        Map.of("summary", words),
        at);
  }

  /** Returns the alerts that woke somebody as they fired, and with ARM do not. */
  List<FiredAlert> spared(NoisePolicy noise) {
    Set<Alert> woke = new HashSet<>();
    handled.stream().filter(Handled::wakes).forEach(one -> woke.add(one.alert()));
    return incident.alerts().stream()
        .filter(one -> one.urgency() == Verdict.PAGE)
        .filter(one -> !woke.contains(told(one.alert(), noise)))
        .toList();
  }

  /** Returns when somebody was woken, or should have been. */
  @Nullable Instant due() {
    Stream<Instant> fired =
        incident.alerts().stream()
            .filter(alert -> alert.urgency() == Verdict.PAGE)
            .map(FiredAlert::firedAt);
    Stream<Instant> expected =
        incident.expected().verdicts().stream()
            .filter(one -> one.verdict() == Verdict.PAGE)
            .map(ExpectedVerdict::at);
    return Stream.concat(fired, expected).min(Instant::compareTo).orElse(null);
  }
}
