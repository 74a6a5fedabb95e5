package io.runbookmemory.testkit.replay;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.replay.incident.TakenAction;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What happened in a replay, a line each, for whoever reads why an assertion failed. */
final class TimelineText {

  /** How many lines are shown before and after a mark. */
  private static final int AROUND = 8;

  /** How many lines are shown at most. */
  private static final int MOST = 100;

  private static final int SHOWN_MEMORIES = 5;
  private static final int LONGEST = 90;

  /** In the order in which things of one instant happen. */
  private enum Kind {
    SAMPLES,
    ALERT,
    VERDICT,
    PAGE,
    RECALL,
    PLAN,
    ACTION,
    MARK
  }

  private record Line(Instant at, Kind kind, String text) {}

  private final IncidentReplay replay;
  private final ClockTimes clock;
  private final List<Line> lines = new ArrayList<>();

  private TimelineText(IncidentReplay replay) {
    this.replay = replay;
    this.clock = new ClockTimes(replay.incidents(), replay.setup().zone());
  }

  /** Returns the lines around marks, or all where there is none. */
  static String of(IncidentReplay replay, Map<Instant, String> marks) {
    TimelineText text = new TimelineText(replay);
    replay.incidents().forEach(text::incident);
    text.trace(replay.trace());
    text.samples();
    marks.forEach((at, mark) -> text.add(at, Kind.MARK, mark));
    return text.write(!marks.isEmpty());
  }

  private void add(Instant at, Kind kind, String text) {
    String one = text.replaceAll("\\s+", " ");
    boolean isLong = kind != Kind.MARK && one.length() > LONGEST;
    lines.add(new Line(at, kind, isLong ? one.substring(0, LONGEST - 1) + "…" : one));
  }

  private void incident(ReplayIncident incident) {
    String whose = whose(incident);
    for (FiredAlert one : incident.alerts()) {
      add(one.firedAt(), Kind.ALERT, whose + name(one.alert()) + " fires");
      if (one.resolvedAt() != null) {
        add(one.resolvedAt(), Kind.ALERT, whose + name(one.alert()) + " is resolved");
      }
    }
    for (TakenAction one : incident.actions()) {
      add(one.at(), Kind.ACTION, whose + one.text() + ": " + one.outcome());
    }
  }

  private String whose(ReplayIncident incident) {
    return replay.incidents().size() == 1 ? "" : incident.id() + ": ";
  }

  private static String name(Alert alert) {
    String name = alert.name().orElse(alert.labels().toString());
    return alert.label("service").map(service -> name + " of " + service).orElse(name);
  }

  private void trace(ReplayTrace trace) {
    trace.said().forEach(this::verdicts);
    trace.pages().forEach(at -> add(at, Kind.PAGE, "somebody is woken"));
    for (ReplayTrace.Planned one : trace.plans()) {
      add(one.at(), Kind.RECALL, recalled(one.plan()));
      add(one.at(), Kind.PLAN, first(one.plan()));
    }
  }

  private void verdicts(ReplayTrace.Said said) {
    Verdict before = Verdict.LOG;
    for (Map.Entry<Instant, Verdict> change : said.changes().entrySet()) {
      String text = whose(said.incident()) + change.getValue() + ", before " + before;
      add(change.getKey(), Kind.VERDICT, text);
      before = change.getValue();
    }
  }

  static String recalled(ActionPlan plan) {
    List<Recollection> found = plan.recall().recollections();
    String names =
        found.stream()
            .limit(SHOWN_MEMORIES)
            .map(
                one ->
                    name(one.memory()) + String.format(Locale.ROOT, " %.2f", one.parts().score()))
            .collect(Collectors.joining(", "));
    int more = found.size() - SHOWN_MEMORIES;
    return found.isEmpty() ? "nothing" : names + (more > 0 ? " and " + more + " more" : "");
  }

  static String first(ActionPlan plan) {
    return plan.steps().stream()
        .findFirst()
        .map(step -> "first \"" + step.text() + "\" of " + source(step, plan))
        .orElse("no step");
  }

  private static String source(PlannedStep step, ActionPlan plan) {
    return plan.recall().recollections().stream()
        .map(Recollection::memory)
        .filter(memory -> memory.id().equals(step.source()))
        .map(TimelineText::name)
        .findFirst()
        .orElse(step.origin());
  }

  private static String name(Memory memory) {
    return Objects.requireNonNullElse(memory.provenance().key(), memory.id().toString());
  }

  /** Sums samples up from one thing that happens to the next. */
  private void samples() {
    TreeSet<Instant> breaks =
        lines.stream().map(Line::at).collect(Collectors.toCollection(TreeSet::new));
    for (ReplayIncident incident : replay.incidents()) {
      for (RecordedSli sli : incident.slis()) {
        TreeMap<Instant, List<SliSample>> sums = new TreeMap<>();
        for (SliSample sample : sli.samples(incident.from(), incident.to())) {
          Instant until = breaks.ceiling(sample.at());
          sums.computeIfAbsent(until == null ? Instant.MAX : until, any -> new ArrayList<>())
              .add(sample);
        }
        sums.values().forEach(one -> add(one.getFirst().at(), Kind.SAMPLES, summed(sli, one)));
      }
    }
  }

  private String summed(RecordedSli sli, List<SliSample> samples) {
    long total = samples.stream().mapToLong(SliSample::total).sum();
    long bad = total - samples.stream().mapToLong(SliSample::good).sum();
    return "%d of %s until %s, %d of %d bad"
        .formatted(
            samples.size(), sli.slo().name(), clock.show(samples.getLast().at()), bad, total);
  }

  private String write(boolean marked) {
    lines.sort(Comparator.comparing(Line::at).thenComparing(Line::kind));
    StringBuilder text = new StringBuilder();
    String day = "";
    boolean gap = false;
    int shown = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (shown == MOST || (marked && !isNear(i))) {
        gap = true;
        continue;
      }
      Line line = lines.get(i);
      if (!clock.day(line.at()).equals(day)) {
        day = clock.day(line.at());
        text.append("\n  ").append(day);
      }
      text.append(gap ? "\n  …" : "").append('\n').append(written(line));
      gap = false;
      shown++;
    }
    return text + (gap ? "\n  …" : "");
  }

  private boolean isNear(int index) {
    int until = Math.min(lines.size(), index + AROUND + 1);
    return lines.subList(Math.max(0, index - AROUND), until).stream()
        .anyMatch(line -> line.kind() == Kind.MARK);
  }

  private String written(Line line) {
    String time = clock.show(line.at());
    return line.kind() == Kind.MARK
        ? "> " + time + " ".repeat(Math.max(0, 8 - time.length())) + "  <== " + line.text()
        : String.format(
            Locale.ROOT,
            "  %-8s  %-7s  %s",
            time,
            line.kind().name().toLowerCase(Locale.ROOT),
            line.text());
  }
}
