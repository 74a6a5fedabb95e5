package io.runbookmemory.learn.merge;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.text.OperationsTokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what memories say against each other, by what they state, never by likeness: a fact with
 * two objects, a runbook of one title with other steps, an action that helped in one incident and
 * harmed in another of the same service or alert. Meets each memory once, in order of ids.
 */
final class Contradictions {

  /** Relations that a resource may have to many others at once. */
  private static final Set<String> MANY =
      Set.of(
          "depends on",
          "calls",
          "uses",
          "talks to",
          "reads from",
          "writes to",
          "owns",
          "contains",
          "connects to",
          "publishes to",
          "consumes from",
          "is used by",
          "exposes",
          "mounts");

  private final Map<String, List<Memory>> met = new HashMap<>();

  /** Returns what a memory contradicts of those met before. */
  List<Contradiction> of(Memory memory) {
    List<Contradiction> found = new ArrayList<>();
    for (String key : keys(memory)) {
      List<Memory> group = met.computeIfAbsent(key, any -> new ArrayList<>());
      for (Memory other : group) {
        Optional<String> why = why(other, memory);
        if (why.isPresent() && found.stream().noneMatch(one -> one.first().equals(other))) {
          found.add(new Contradiction(other, memory, why.get()));
        }
      }
      group.add(memory);
    }
    return found;
  }

  /** Returns what a memory is about; only memories about the same can contradict each other. */
  private static List<String> keys(Memory memory) {
    String place =
        memory.scope().env() + "|" + memory.scope().cluster() + "|" + memory.scope().namespace();
    return switch (memory.content()) {
      case ResourceFact fact when !MANY.contains(words(fact.relation())) ->
          List.of("fact|" + place + "|" + words(fact.subject()) + "|" + words(fact.relation()));
      case Runbook runbook when !runbook.steps().isEmpty() ->
          List.of(
              "runbook|" + place + "|" + memory.scope().service() + "|" + tokens(memory.title()));
      case Incident incident -> about(memory, incident);
      default -> List.of();
    };
  }

  private static List<String> about(Memory memory, Incident incident) {
    List<String> keys = new ArrayList<>();
    if (incident.attempts().isEmpty()) {
      return keys;
    }
    if (memory.scope().service() != null) {
      keys.add("service|" + memory.scope().service());
    }
    incident.alertName().ifPresent(alert -> keys.add("alert|" + alert));
    return keys;
  }

  private static Optional<String> why(Memory one, Memory other) {
    if (one.content() instanceof ResourceFact first
        && other.content() instanceof ResourceFact second) {
      return words(first.object()).equals(words(second.object()))
          ? Optional.empty()
          : Optional.of(first.text() + ", or " + second.object());
    }
    if (one.content() instanceof Runbook first && other.content() instanceof Runbook second) {
      return steps(first).equals(steps(second))
          ? Optional.empty()
          : Optional.of("other steps under the same title");
    }
    return one.content() instanceof Incident first && other.content() instanceof Incident second
        ? harm(first, second).or(() -> harm(second, first))
        : Optional.empty();
  }

  private static Optional<String> harm(Incident helped, Incident harmed) {
    for (Attempt good : helped.attempts()) {
      for (Attempt bad : harmed.attempts()) {
        boolean same = tokens(good.action()).equals(tokens(bad.action()));
        if (good.effect().helped() && bad.effect() == Effect.WORSENED && same) {
          return Optional.of("\"" + good.action() + "\" helped in one and harmed in the other");
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> steps(Runbook runbook) {
    return runbook.steps().stream().map(RunbookStep::key).filter(Objects::nonNull).toList();
  }

  private static String words(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ");
  }

  private static Set<String> tokens(String text) {
    return new TreeSet<>(OperationsTokenizer.tokens(text));
  }
}
