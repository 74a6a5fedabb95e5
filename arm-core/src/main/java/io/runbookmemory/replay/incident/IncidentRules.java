package io.runbookmemory.replay.incident;

import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.tool.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules between the parts of an incident: its window, and expectations that agree. */
final class IncidentRules {

  private final ReplayIncident incident;
  private final List<Violation> broken = new ArrayList<>();

  IncidentRules(ReplayIncident incident) {
    this.incident = incident;
  }

  List<Violation> broken() {
    if (!incident.from().isBefore(incident.to())) {
      say("/window", "must begin before it ends, got " + incident.from() + " to " + incident.to());
      return broken;
    }
    if (incident.alerts().isEmpty() && incident.slis().isEmpty()) {
      say("", "must have alerts or slis: there is nothing to replay");
    }
    times();
    verdicts();
    memories();
    correctAction();
    return broken;
  }

  private void times() {
    for (int i = 0; i < incident.alerts().size(); i++) {
      FiredAlert alert = incident.alerts().get(i);
      within("/alerts/" + i + "/firedAt", alert.firedAt());
      Instant resolved = alert.resolvedAt();
      if (resolved != null) {
        within("/alerts/" + i + "/resolvedAt", resolved);
        if (resolved.isBefore(alert.firedAt())) {
          say("/alerts/" + i + "/resolvedAt", "must not be before it fired, got " + resolved);
        }
      }
    }
    for (int i = 0; i < incident.actions().size(); i++) {
      within("/actions/" + i + "/at", incident.actions().get(i).at());
    }
    for (int i = 0; i < incident.slis().size(); i++) {
      samples("/slis/" + i + "/samples/", incident.slis().get(i).series());
    }
  }

  /** They ascend, so the first that is outside and the last are what there is to say. */
  private void samples(String path, SliSeries series) {
    for (int i = 0; i < series.size(); i++) {
      if (!within(path + i + "/at", series.sample(i).at())) {
        return;
      }
    }
  }

  private boolean within(String path, Instant at) {
    boolean within = incident.covers(at);
    if (!within) {
      String window = incident.from() + " to " + incident.to();
      say(path, "must lie in the incident's window, " + window + ", got " + at);
    }
    return within;
  }

  private void verdicts() {
    record Question(Instant at, String slo) {}

    Map<Question, ExpectedVerdict> seen = new HashMap<>();
    Set<String> objectives = new HashSet<>();
    incident.slis().forEach(sli -> objectives.add(sli.slo().name()));
    List<ExpectedVerdict> verdicts = incident.expected().verdicts();
    for (int i = 0; i < verdicts.size(); i++) {
      ExpectedVerdict one = verdicts.get(i);
      String path = "/expect/verdicts/" + i;
      within(path + "/at", one.at());
      String slo = one.slo();
      if (slo != null && !objectives.contains(slo)) {
        say(path + "/slo", "must be one of the slis, " + objectives + ", got " + slo);
      }
      ExpectedVerdict other = seen.put(new Question(one.at(), slo == null ? "" : slo), one);
      if (other != null && other.verdict() != one.verdict()) {
        say(path, "contradicts another: " + other.verdict() + " and " + one.verdict() + " at once");
      }
    }
  }

  private void memories() {
    List<String> recalls = incident.expected().recalls();
    for (int i = 0; i < recalls.size(); i++) {
      String path = "/expect/recalls/" + i;
      if (incident.expected().neverRecalls().contains(recalls.get(i))) {
        say(path, "contradicts neverRecalls: " + recalls.get(i) + " stands in both");
      }
      knownInTime(path, recalls.get(i));
    }
  }

  private void correctAction() {
    CorrectAction correct = incident.expected().correctAction();
    if (correct == null) {
      return;
    }
    String path = "/expect/firstCorrectAction";
    knownInTime(path + "/memory", correct.memory());
    if (incident.expected().neverRecalls().contains(correct.memory())) {
      say(path + "/memory", "contradicts neverRecalls: " + correct.memory() + " stands in both");
    }
    int actions = incident.actions().size();
    if (correct.action() >= actions) {
      say(path + "/action", "must be one of the " + actions + " actions, got " + correct.action());
    } else if (!incident.actions().get(correct.action()).outcome().helped()) {
      String outcome = incident.actions().get(correct.action()).outcome().name();
      say(path + "/action", "contradicts the action's outcome, which is " + outcome);
    }
  }

  /** What nobody knew when it began cannot be recalled. */
  private void knownInTime(String path, String name) {
    List<KnownMemory> known = incident.known().stream().filter(one -> is(one, name)).toList();
    if (known.isEmpty()) {
      say(path, "must be one of the known, by its key or id, got " + name);
      return;
    }
    Instant began = incident.firstAlertAt().orElse(incident.to());
    if (known.stream().allMatch(one -> one.knownAt() != null && one.knownAt().isAfter(began))) {
      Instant since = known.getFirst().knownAt();
      say(path, "must be known when it began, " + began + ", got " + name + ", since " + since);
    }
  }

  private static boolean is(KnownMemory known, String name) {
    return known.name().equals(name)
        || (known.memory() != null && KnownMemory.isCalled(known.memory(), name));
  }

  private void say(String path, String rule) {
    broken.add(new Violation(path, rule));
  }
}
