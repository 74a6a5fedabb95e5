package io.runbookmemory.replay.engine;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.alert.AlertFingerprint;
import io.runbookmemory.oncall.noise.Handled;
import io.runbookmemory.oncall.noise.NoiseControl;
import io.runbookmemory.oncall.noise.Treatment;
import io.runbookmemory.replay.incident.ExpectedVerdict;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.slo.BurnRateMonitor;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The alerts and samples of all incidents as they came in, one after the other, through one monitor
 * for each objective and one noise control for all. At one instant samples come first, then what is
 * resolved, what fires, and what is asked; else incidents come in the order of their ids.
 */
final class Timeline {

  private final ReplaySettings settings;
  private final List<IncidentRun> runs = new ArrayList<>();
  private final Map<String, BurnRateMonitor> monitors = new TreeMap<>();
  private final List<Handled> handled = new ArrayList<>();
  private final Map<AlertFingerprint, IncidentRun> leaders = new HashMap<>();
  private final NoiseControl noise;
  private @Nullable IncidentRun current;

  /** Creates one over incidents in the order of their ids. */
  Timeline(Collection<ReplayIncident> incidents, ReplaySettings settings) {
    this.settings = settings;
    this.noise = new NoiseControl(settings.noise(), this::record);
    incidents.forEach(one -> runs.add(new IncidentRun(one)));
  }

  /** Lets all of it happen. Called once. */
  List<IncidentRun> play() {
    PriorityQueue<Event> open = new PriorityQueue<>();
    for (int i = 0; i < runs.size(); i++) {
      Event.first(runs.get(i), i, open);
    }
    for (Event next = open.poll(); next != null; next = open.poll()) {
      current = next.run();
      happens(next);
      next.following(open);
    }
    return runs;
  }

  /** Returns what became of every alert. */
  List<Handled> handled() {
    return handled;
  }

  private void happens(Event event) {
    IncidentRun run = event.run();
    switch (event.what()) {
      case Event.Sampled sampled -> sampled(run, sampled.sli(), sampled.sample());
      case Event.Resolved resolved -> resolved(run, resolved.alert(), event.at());
      case Event.Fired fired -> fired(run, fired.alert(), event.at());
      case Event.Asked asked ->
          run.judged.add(
              new Judged(event.at(), asked.expected().verdict(), verdict(run, asked.expected())));
    }
  }

  private void sampled(IncidentRun run, RecordedSli sli, SliSample sample) {
    BurnRateMonitor monitor = monitor(sli);
    monitor.add(sample);
    Verdict now = monitor.verdict();
    Verdict before = run.said.put(sli.slo().name(), now);
    if (now == (before == null ? Verdict.LOG : before)) {
      return;
    }
    List<FiredAlert> about =
        run.firing.stream().filter(one -> run.judges(one.alert()).contains(sli)).toList();
    for (FiredAlert alert : about) {
      tell(run, alert, sample.at());
    }
    Alert own = run.own.get(sli.slo().name());
    if (now == Verdict.LOG && own != null) {
      run.own.remove(sli.slo().name());
      noise.resolved(own, sample.at());
    } else if (now != Verdict.LOG && (own != null || about.isEmpty())) {
      Alert burning = own == null ? IncidentRun.burning(sli, sample.at()) : own;
      run.own.put(sli.slo().name(), burning);
      noise.firing(burning, now, sample.at());
    }
  }

  private void fired(IncidentRun run, FiredAlert alert, Instant at) {
    run.firing.add(alert);
    tell(run, alert, at);
  }

  private void tell(IncidentRun run, FiredAlert alert, Instant at) {
    noise.firing(run.told(alert.alert(), settings.noise()), urgency(run, alert), at);
  }

  private void resolved(IncidentRun run, FiredAlert alert, Instant at) {
    run.firing.remove(alert);
    noise.resolved(run.told(alert.alert(), settings.noise()), at);
  }

  /** An alert that no budget judges is as urgent as it was. */
  private Verdict urgency(IncidentRun run, FiredAlert alert) {
    return run.judges(alert.alert()).stream()
        .map(sli -> monitor(sli).verdict())
        .min(Verdict::compareTo)
        .orElse(alert.urgency());
  }

  private Verdict verdict(IncidentRun run, ExpectedVerdict asked) {
    List<Verdict> said = new ArrayList<>(List.of(Verdict.LOG));
    for (RecordedSli sli : run.incident.slis()) {
      if (asked.slo() == null || sli.slo().name().equals(asked.slo())) {
        said.add(monitor(sli).verdict());
      }
    }
    if (asked.slo() == null) {
      run.firing.forEach(alert -> said.add(urgency(run, alert)));
    }
    return said.stream().min(Verdict::compareTo).orElseThrow();
  }

  private BurnRateMonitor monitor(RecordedSli sli) {
    return monitors.computeIfAbsent(
        sli.slo() + " " + sli.step(),
        any -> new BurnRateMonitor(sli.slo(), settings.policy().apply(sli.slo()), sli.step()));
  }

  private void record(Handled one) {
    handled.add(one);
    IncidentRun run = current;
    if (run != null) {
      run.handled.add(one);
    }
    if (run == null || one.urgency() != Verdict.PAGE) {
      return;
    }
    if (one.treatment() instanceof Treatment.Notified) {
      leaders.put(one.alert().fingerprint(), run);
      if (run.paged == null) {
        run.paged = one.at();
        run.foldedInto = null;
      }
    } else if (one.treatment() instanceof Treatment.Folded folded && run.paged == null) {
      IncidentRun leader = leaders.get(folded.leader());
      run.foldedInto = leader == null ? null : leader.incident.id();
    }
  }
}
