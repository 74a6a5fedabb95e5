package io.runbookmemory.replay.engine;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.replay.incident.CorrectAction;
import io.runbookmemory.replay.incident.KnownMemory;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one incident what memory has to say, question by question, until the first correct
 * action was taken or is in the plan. Used by one thread.
 */
final class Asking implements AutoCloseable {

  /** So long that the machine's speed changes no answer. */
  private static final Duration DEADLINE = Duration.ofHours(1);

  private static final int TOP_K = 10;

  private final ReplayIncident incident;
  private final List<Question> questions;
  private final KnownHistory history;
  private final Responders responders;
  private @Nullable Responder responder;
  private @Nullable Answered first;
  private @Nullable Duration offered;
  private Instant now = Instant.MIN;
  private int place;

  /** Creates one that has a question. */
  Asking(IncidentRun run, KnownHistory history, Responders responders) {
    this.incident = run.incident;
    this.questions = run.questions;
    this.history = history;
    this.responders = responders;
  }

  /** Returns when it is to be asked next. */
  Instant next() {
    return questions.get(place).at();
  }

  boolean isDone() {
    Instant taken = taken();
    return place == questions.size()
        || offered != null
        || (first != null && (taken == null || !next().isBefore(taken)));
  }

  /** Asks the next question of a store that holds what is known then. */
  void ask(ExactMemoryStore known) {
    Question question = questions.get(place++);
    now = question.at();
    Responder answers = responder;
    if (answers == null) {
      answers = responders.open(known, () -> now);
      responder = answers;
    }
    Situation situation =
        Situation.builder(question.alert(), now).topK(TOP_K).deadline(DEADLINE).build();
    ActionPlan plan = answers.plan(situation, question.classification());
    guard(plan);
    first = first == null ? scored(plan) : first;
    if (taken() != null && offers(plan)) {
      offered = Duration.between(questions.getFirst().at(), now);
    }
  }

  /** Returns what was answered, once it is done. */
  Answered answered() {
    Instant taken = taken();
    Duration acted = taken == null ? null : Duration.between(questions.getFirst().at(), taken);
    return Objects.requireNonNull(first).acted(acted, offered);
  }

  private @Nullable Instant taken() {
    CorrectAction correct = incident.expected().correctAction();
    return correct == null ? null : incident.actions().get(correct.action()).at();
  }

  /** Whatever a plan rests on: what was recalled or judged, and the memory of each step. */
  private void guard(ActionPlan plan) {
    Stream.concat(plan.recall().recollections().stream(), plan.recall().judged().stream())
        .map(Recollection::memory)
        .forEach(memory -> history.guard(memory, now));
    for (PlannedStep step : plan.steps()) {
      history.guard(step, now);
    }
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

  @Override
  public void close() {
    if (responder != null) {
      responder.close();
    }
  }
}
