package io.runbookmemory.replay.engine;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.replay.incident.CorrectAction;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.KnownMemory;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one incident what memory has to say, alert by alert, from a store that holds what was
 * known by then and nothing else.
 */
final class Asking {

  private static final int TOP_K = 10;

  /** So long that the machine's speed changes no answer. */
  private static final Duration DEADLINE = Duration.ofHours(1);

  private final ReplayIncident incident;
  private final KnownHistory history;
  private final Responders responders;
  private final Map<MemoryId, StoredMemory> held = new HashMap<>();
  private Instant now = Instant.MIN;

  Asking(ReplayIncident incident, KnownHistory history, Responders responders) {
    this.incident = incident;
    this.history = history;
    this.responders = responders;
  }

  Answered ask() {
    List<Alert> alerts =
        incident.alerts().stream()
            .map(FiredAlert::alert)
            .sorted(Comparator.comparing(Alert::startsAt))
            .toList();
    if (alerts.isEmpty()) {
      return Answered.NOTHING;
    }
    Instant began = alerts.getFirst().startsAt();
    try (ExactMemoryStore store = new ExactMemoryStore(() -> began);
        Responder responder = responders.open(store, () -> now)) {
      Answered first = null;
      Duration offered = null;
      Instant taken = taken();
      for (Alert alert : alerts) {
        if (first != null && (taken == null || !alert.startsAt().isBefore(taken))) {
          break;
        }
        ActionPlan plan = plan(alert, store, responder);
        first = first == null ? scored(plan) : first;
        if (taken != null && offers(plan)) {
          offered = Duration.between(began, alert.startsAt());
          break;
        }
      }
      Duration acted = taken == null ? null : Duration.between(began, taken);
      return Objects.requireNonNull(first).acted(acted, offered);
    }
  }

  private @Nullable Instant taken() {
    CorrectAction correct = incident.expected().correctAction();
    return correct == null ? null : incident.actions().get(correct.action()).at();
  }

  private ActionPlan plan(Alert alert, ExactMemoryStore store, Responder responder) {
    now = alert.startsAt();
    learn(store);
    ActionPlan plan =
        responder.plan(Situation.builder(alert, now).topK(TOP_K).deadline(DEADLINE).build());
    Stream.concat(plan.recall().recollections().stream(), plan.recall().judged().stream())
        .map(Recollection::memory)
        .forEach(memory -> history.guard(memory, now));
    return plan;
  }

  /** Gives the store what has become known since it was asked last. */
  private void learn(ExactMemoryStore store) {
    List<StoredMemory> more = new ArrayList<>();
    for (StoredMemory known : history.at(now)) {
      StoredMemory old = held.put(known.id(), known);
      if (old == null) {
        more.add(known);
      } else if (!old.equals(known)) {
        long version =
            store.reader(Tenant.DEFAULT).get(known.id()).orElseThrow().memory().version();
        more.add(known.withVersion(version));
      }
    }
    store.writer(Tenant.DEFAULT).upsert(more);
  }

  private Answered scored(ActionPlan plan) {
    List<Memory> found =
        plan.recall().recollections().stream().map(Recollection::memory).limit(TOP_K).toList();
    List<Integer> right = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      if (isAny(found.get(i), incident.expected().recalls())) {
        right.add(i);
      }
    }
    int misleading =
        (int) found.stream().filter(one -> isAny(one, incident.expected().neverRecalls())).count();
    List<String> names = found.stream().map(Asking::name).toList();
    int expected = incident.expected().recalls().size();
    return new Answered(names, right, expected, misleading, null, null);
  }

  private static boolean isAny(Memory memory, List<String> names) {
    return names.stream().anyMatch(name -> KnownMemory.isCalled(memory, name));
  }

  private static String name(Memory memory) {
    return Objects.requireNonNullElse(memory.provenance().key(), memory.id().toString());
  }

  /** A plan offers the action if one of its steps is of the memory that tells to take it. */
  private boolean offers(ActionPlan plan) {
    CorrectAction correct = incident.expected().correctAction();
    return correct != null
        && plan.recall().recollections().stream()
            .map(Recollection::memory)
            .filter(memory -> KnownMemory.isCalled(memory, correct.memory()))
            .anyMatch(
                memory ->
                    plan.steps().stream().anyMatch(step -> step.source().equals(memory.id())));
  }
}
