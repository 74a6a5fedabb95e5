package io.runbookmemory.oncall;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.text.OperationsTokenizer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was tried in the past incidents that were recalled. */
final class PastAttempts {

  /** How much of the shorter text's tokens two texts must share to speak of the same action. */
  private static final double SAME_ACTION = 0.7;

  private record Tried(Memory incident, Attempt attempt, Set<String> tokens) {}

  /** An action that was tried in an incident. */
  record Try(Memory incident, boolean helped) {}

  private final List<Tried> tried = new ArrayList<>();
  private final Instant at;

  PastAttempts(List<Recollection> incidents, Instant at) {
    this.at = at;
    for (Recollection recollection : incidents) {
      if (recollection.memory().content() instanceof Incident incident) {
        for (Attempt attempt : incident.attempts()) {
          tried.add(new Tried(recollection.memory(), attempt, tokens(attempt.action())));
        }
      }
    }
  }

  private static Set<String> tokens(String text) {
    return new HashSet<>(OperationsTokenizer.tokens(text));
  }

  /** Returns what failed, in words for people. */
  List<String> failures() {
    return tried.stream()
        .filter(one -> !one.attempt().effect().helped())
        .map(one -> "“" + one.attempt().action() + "” " + failure(one))
        .distinct()
        .toList();
  }

  private String failure(Tried one) {
    String effect = one.attempt().effect() == Effect.WORSENED ? "made it worse" : "changed nothing";
    return effect + " in " + when(one.incident());
  }

  /** Returns why an action should be thought over, if it harmed or failed before. */
  Optional<String> caution(String action) {
    Set<String> words = tokens(action);
    return tried.stream()
        .filter(one -> !one.attempt().effect().helped() && alike(words, one.tokens()))
        .sorted((a, b) -> b.attempt().effect().compareTo(a.attempt().effect()))
        .map(one -> "“" + one.attempt().action() + "” " + failure(one))
        .findFirst();
  }

  /** Returns whether an action failed in an incident later than some time. */
  boolean failedAfter(String action, Instant time) {
    Set<String> words = tokens(action);
    return tried.stream()
        .filter(one -> !one.attempt().effect().helped())
        .filter(one -> one.incident().times().knownAt().isAfter(time))
        .anyMatch(one -> alike(words, one.tokens()));
  }

  /** Returns when an action was tried before, as far as the recalled incidents tell. */
  List<Try> triesOf(String action) {
    Set<String> words = tokens(action);
    return tried.stream()
        .filter(one -> alike(words, one.tokens()))
        .map(one -> new Try(one.incident(), one.attempt().effect().helped()))
        .toList();
  }

  private static boolean alike(Set<String> some, Set<String> others) {
    int shorter = Math.min(some.size(), others.size());
    long shared = some.stream().filter(others::contains).count();
    boolean same = shorter > 0 && some.equals(others);
    return same || (shorter >= 2 && shared >= SAME_ACTION * shorter);
  }

  /** Returns an incident's name and when it was: {@code INC-112 (2026-05-12, 184 days ago)}. */
  String when(Memory incident) {
    Instant happened = incident.times().knownAt();
    long days = Duration.between(happened, at).toDays();
    String day = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(happened);
    return Planner.ticketOf(incident)
        .map(ticket -> ticket + " (" + day + ", " + days + " days ago)")
        .orElse("the incident of " + day + ", " + days + " days ago");
  }
}
