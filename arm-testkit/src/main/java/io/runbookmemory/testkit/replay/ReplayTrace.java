package io.runbookmemory.testkit.replay;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.replay.engine.Judged;
import io.runbookmemory.replay.engine.ReplayEngine;
import io.runbookmemory.replay.engine.ReplayReport;
import io.runbookmemory.replay.engine.ReplaySettings;
import io.runbookmemory.replay.engine.ReplayedIncident;
import io.runbookmemory.replay.incident.CorrectAction;
import io.runbookmemory.replay.incident.Expectation;
import io.runbookmemory.replay.incident.ExpectedVerdict;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.replay.incident.TakenAction;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What ARM says all through a replay. The engine itself is asked more closely than the files do:
 * for the verdict at each instant at which anything happens, for a plan at each alert, and for
 * pages by shifts of a millisecond.
 *
 * @param pages when somebody is woken, in order
 * @param said the verdict of each incident, from an instant on until the next
 * @param plans what memory said, in order
 */
record ReplayTrace(List<Instant> pages, List<Said> said, List<Planned> plans) {

  /** An incident, and how urgent it was from when on. */
  record Said(ReplayIncident incident, NavigableMap<Instant, Verdict> verdicts) {

    /** Returns the verdicts that differ from the one before, which is LOG at first. */
    NavigableMap<Instant, Verdict> changes() {
      NavigableMap<Instant, Verdict> changes = new TreeMap<>();
      Verdict before = Verdict.LOG;
      for (Map.Entry<Instant, Verdict> now : verdicts.entrySet()) {
        if (now.getValue() != before) {
          changes.put(now.getKey(), now.getValue());
        }
        before = now.getValue();
      }
      return changes;
    }
  }

  /** A plan, and when it was asked for. */
  record Planned(Instant at, ActionPlan plan) {}

  /** Replays incidents as a setup has them. */
  static ReplayTrace of(List<ReplayIncident> incidents, ReplaySetup setup, EmbeddingModel model) {
    ReplaySettings given = setup.settings();
    ReplaySettings closer =
        new ReplaySettings(given.policy(), given.noise(), Instant.EPOCH, Duration.ofMillis(1), 1);
    List<Planned> plans = new ArrayList<>();
    Answering answering =
        new Answering(
            setup,
            model,
            (situation, plan) -> {
              synchronized (plans) {
                plans.add(new Planned(situation.at(), plan));
              }
            });
    ReplayReport report =
        new ReplayEngine(closer, new PassageEmbedder(model), answering)
            .run(incidents.stream().map(ReplayTrace::askedMore).toList(), done -> {});
    plans.sort(Comparator.comparing(Planned::at));
    return new ReplayTrace(pages(report), said(report), List.copyOf(plans));
  }

  /** An action that no plan holds, after all alerts, keeps the engine asking. */
  private static ReplayIncident askedMore(ReplayIncident one) {
    List<ExpectedVerdict> verdicts =
        instants(one).stream().map(at -> new ExpectedVerdict(at, Verdict.LOG, null)).toList();
    List<TakenAction> actions = new ArrayList<>(one.actions());
    CorrectAction never = new CorrectAction(actions.size(), "");
    actions.add(new TakenAction(one.to().plusSeconds(1), "", Effect.NO_EFFECT));
    Expectation asked = new Expectation(verdicts, List.of(), List.of(), never);
    return new ReplayIncident(
        one.id(),
        one.title(),
        one.from(),
        one.to(),
        one.real(),
        one.alerts(),
        one.slis(),
        one.known(),
        actions,
        asked);
  }

  private static NavigableSet<Instant> instants(ReplayIncident incident) {
    NavigableSet<Instant> instants = new TreeSet<>();
    for (FiredAlert alert : incident.alerts()) {
      instants.add(alert.firedAt());
      Optional.ofNullable(alert.resolvedAt()).ifPresent(instants::add);
    }
    for (RecordedSli sli : incident.slis()) {
      sli.samples(incident.from(), incident.to()).forEach(sample -> instants.add(sample.at()));
    }
    return instants;
  }

  private static List<Instant> pages(ReplayReport report) {
    List<Instant> pages = new ArrayList<>();
    new TreeMap<>(report.after().pages())
        .forEach((at, count) -> pages.addAll(Collections.nCopies(count.intValue(), at)));
    return List.copyOf(pages);
  }

  private static List<Said> said(ReplayReport report) {
    List<Said> said = new ArrayList<>();
    for (ReplayedIncident one : report.incidents()) {
      NavigableMap<Instant, Verdict> verdicts = new TreeMap<>();
      for (Judged judged : one.judged()) {
        verdicts.put(judged.at(), judged.actual());
      }
      said.add(new Said(one.incident(), verdicts));
    }
    return List.copyOf(said);
  }

  /** Returns the most urgent verdict of the incidents that an instant lies in. */
  Verdict verdictAt(Instant at) {
    return said.stream()
        .filter(one -> one.incident().covers(at))
        .map(one -> one.verdicts().floorEntry(at))
        .flatMap(entry -> Optional.ofNullable(entry).stream())
        .map(Map.Entry::getValue)
        .min(Verdict::compareTo)
        .orElse(Verdict.LOG);
  }

  /** Returns the last plan that was made by an instant. */
  Optional<ActionPlan> planAt(Instant at) {
    return plans.stream()
        .filter(one -> !one.at().isAfter(at))
        .map(Planned::plan)
        .reduce((earlier, later) -> later);
  }
}
