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
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The alerts and samples of all incidents as they came in, one after the other, through one monitor
 * for each objective and one noise control for all. At one instant samples come first, then what is
 * resolved, what fires, and what is asked; else incidents come in the order of their ids.
 */
final class Timeline {

  /** Some hundredths of a second. */
  private static final int TOLD_EVERY = 1 << 16;

  private final ReplaySettings settings;
  private final List<IncidentRun> runs = new ArrayList<>();
  private final Map<String, BurnRateMonitor> monitors = new TreeMap<>();
  private final List<Handled> handled = new ArrayList<>();
  private final Map<AlertFingerprint, IncidentRun> leaders = new HashMap<>();
  private final NoiseControl noise;
  private final Map<Object, SampleStream> streams = new LinkedHashMap<>();
  private @Nullable IncidentRun current;
  private long count;

  /** Creates one over incidents in the order of their ids. */
  Timeline(Collection<ReplayIncident> incidents, ReplaySettings settings) {
    this.settings = settings;
    this.noise = new NoiseControl(settings.noise(), this::record);
    incidents.forEach(one -> runs.add(new IncidentRun(one)));
  }

  /**
   * Lets all of it happen. Called once.
   *
   * @param time is told the time that it has come to, now and then
   */
  List<IncidentRun> play(Consumer<Instant> time) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Event.all(runs.get(i), i, events);
      follow(runs.get(i));
    }
    Collections.sort(events);
    PriorityQueue<SampleStream> open = new PriorityQueue<>();
    try {
      streams.values().stream().filter(SampleStream::begin).forEach(open::add);
      for (Event event : events) {
        samples(open, event.at(), time);
        current = event.run();
        happens(event);
      }
      samples(open, Instant.MAX, time);
    } finally {
      streams.values().forEach(SampleStream::close);
    }
    return runs;
  }

  private void samples(PriorityQueue<SampleStream> open, Instant until, Consumer<Instant> time) {
    for (SampleStream next = open.peek(); next != null; next = open.peek()) {
      if (next.at().isAfter(until)) {
        return;
      }
      open.poll();
      sampled(next);
      if (++count % TOLD_EVERY == 0) {
        time.accept(next.at());
      }
      if (next.advance()) {
        open.add(next);
      }
    }
  }

  /** Rows of one file are one stream for all incidents; what stands in an incident is its own. */
  private void follow(IncidentRun run) {
    record Key(String objective, Object source) {}
    for (RecordedSli sli : run.incident.slis()) {
      Object source = sli.rows() == null ? new Object() : sli.rows();
      BurnRateMonitor monitor = monitor(sli);
      streams
          .computeIfAbsent(
              new Key(objective(sli), source), any -> new SampleStream(monitor, streams.size()))
          .watch(run, sli);
      run.monitors.put(sli, monitor);
    }
  }

  /** Returns what became of every alert. */
  List<Handled> handled() {
    return handled;
  }

  private void happens(Event event) {
    IncidentRun run = event.run();
    switch (event.what()) {
      case Event.Resolved resolved -> resolved(run, resolved.alert(), event.at());
      case Event.Fired fired -> fired(run, fired.alert(), event.at());
      case Event.Asked asked ->
          run.judged.add(
              new Judged(event.at(), asked.expected().verdict(), verdict(run, asked.expected())));
      case Event.Closed closed -> closed(run, event.at());
    }
  }

  private void sampled(SampleStream stream) {
    List<SampleStream.Watch> watching = stream.happens();
    for (int i = 0; i < watching.size(); i++) {
      SampleStream.Watch watch = watching.get(i);
      Verdict now = stream.monitor.verdict();
      if (now != watch.said) {
        watch.said = now;
        current = watch.run;
        judged(watch.run, watch.sli, now, stream.at());
      }
    }
  }

  /** Tells what fires how urgent it is now; where nothing does, an alert stands for the budget. */
  private void judged(IncidentRun run, RecordedSli sli, Verdict now, Instant at) {
    List<FiredAlert> about =
        run.firing.stream().filter(one -> run.judges(one.alert()).contains(sli)).toList();
    for (FiredAlert alert : about) {
      tell(run, alert, at);
    }
    Alert own = run.own.get(sli.slo().name());
    if (now == Verdict.LOG && own != null) {
      run.own.remove(sli.slo().name());
      noise.resolved(own, at);
    } else if (now != Verdict.LOG && (own != null || about.isEmpty())) {
      Alert burning = own == null ? IncidentRun.burning(sli, at) : own;
      if (own == null && run.incident.alerts().isEmpty()) {
        run.questions.add(new Question(burning, run.monitor(sli).classify().orElse(null)));
      }
      run.own.put(sli.slo().name(), burning);
      noise.firing(burning, now, at);
    }
  }

  private void fired(IncidentRun run, FiredAlert alert, Instant at) {
    run.firing.add(alert);
    run.questions.add(new Question(alert.alert(), classification(run, alert.alert())));
    tell(run, alert, at);
  }

  private void tell(IncidentRun run, FiredAlert alert, Instant at) {
    noise.firing(run.told(alert.alert(), settings.noise()), urgency(run, alert), at);
  }

  private void resolved(IncidentRun run, FiredAlert alert, Instant at) {
    run.firing.remove(alert);
    noise.resolved(run.told(alert.alert(), settings.noise()), at);
  }

  private void closed(IncidentRun run, Instant at) {
    List.copyOf(run.firing).forEach(alert -> resolved(run, alert, at));
    run.own.values().forEach(alert -> noise.resolved(alert, at));
    run.own.clear();
  }

  /** Returns what the most urgent of the budgets said that judge an alert. */
  private static @Nullable Classification classification(IncidentRun run, Alert alert) {
    return run.judges(alert).stream()
        .min(Comparator.comparing(sli -> run.monitor(sli).verdict()))
        .flatMap(sli -> run.monitor(sli).classify())
        .orElse(null);
  }

  /** An alert that no budget judges is as urgent as it was. */
  private Verdict urgency(IncidentRun run, FiredAlert alert) {
    return run.judges(alert.alert()).stream()
        .map(sli -> run.monitor(sli).verdict())
        .min(Verdict::compareTo)
        .orElse(alert.urgency());
  }

  private Verdict verdict(IncidentRun run, ExpectedVerdict asked) {
    List<Verdict> said = new ArrayList<>(List.of(Verdict.LOG));
    for (RecordedSli sli : run.incident.slis()) {
      if (asked.slo() == null || sli.slo().name().equals(asked.slo())) {
        said.add(run.monitor(sli).verdict());
      }
    }
    if (asked.slo() == null) {
      run.firing.forEach(alert -> said.add(urgency(run, alert)));
    }
    return said.stream().min(Verdict::compareTo).orElseThrow();
  }

  private BurnRateMonitor monitor(RecordedSli sli) {
    return monitors.computeIfAbsent(
        objective(sli),
        any -> new BurnRateMonitor(sli.slo(), settings.policy().apply(sli.slo()), sli.step()));
  }

  private static String objective(RecordedSli sli) {
    return sli.slo() + " " + sli.step();
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
