package io.runbookmemory.learn;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.text.Excerpt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Learns from how it ended: counts, per memory and per step, what helped and what did not, and
 * drafts a memory of the incident. A memory none of whose steps was carried out neither gains nor
 * loses: being shown is no proof. Nor is the silence of a channel that may never speak, see {@link
 * ResolveChannels}. Thread-safe.
 */
public final class Learner {

  private static final int TITLE_LENGTH = 120;

  private final MemoryStore store;
  private final RememberPipeline remember;
  private final RandomGenerator random;
  private final LedgerStore ledgers;

  /**
   * Creates a learner that knows of this process alone which outcomes were counted and which
   * channels report.
   *
   * @param store where usage is counted
   * @param remember where drafts go
   * @param random the randomness of the drafts' ids
   */
  public Learner(MemoryStore store, RememberPipeline remember, RandomGenerator random) {
    this(store, remember, random, new ExactMemoryStore());
  }

  /**
   * Creates a learner.
   *
   * @param store where usage is counted
   * @param remember where drafts go
   * @param random the randomness of the drafts' ids
   * @param ledgers where it is kept which outcomes were counted and which channels report
   */
  public Learner(
      MemoryStore store, RememberPipeline remember, RandomGenerator random, LedgerStore ledgers) {
    this.store = store;
    this.remember = remember;
    this.random = random;
    this.ledgers = ledgers;
  }

  /**
   * Returns which channels of a tenant are known to report resolutions.
   *
   * @param tenant whose
   * @return a light object
   */
  public ResolveChannels channels(Tenant tenant) {
    return new ResolveChannels(ledgers.ledger(tenant), random);
  }

  /**
   * Learns from an outcome, once: see {@link Outcome.Builder#key}.
   *
   * @param situation what it was about
   * @param recall what memory had to say to it
   * @param outcome how it ended, and what was tried
   * @return what was learned
   * @throws io.runbookmemory.error.ArmException if the store, the ledger or the model cannot
   *     answer; then some counts may have been taken and others not
   */
  public Learned learn(Situation situation, Recall recall, Outcome outcome) {
    Tenant tenant = situation.scope().tenant();
    ResolveChannels channels = channels(tenant);
    Memory draft = draft(situation, recall, outcome);
    boolean heard = outcome.effect().helped();
    if (outcome.known() instanceof HowKnown.Reported reported && heard) {
      channels.heard(reported.channel(), outcome.at());
    }
    if (outcome.known() instanceof HowKnown.Silent silent
        && !channels.live(silent.channel(), outcome.at())) {
      return nothing(Learned.Counted.SILENCE_SAYS_NOTHING, keep(withoutAttempts(draft)));
    }
    if (outcome.key().isPresent()) {
      CountedOutcomes counted = new CountedOutcomes(ledgers.ledger(tenant));
      MemoryId first = counted.first(outcome.key().get(), draft.id(), outcome.at());
      if (!first.equals(draft.id())) {
        return nothing(Learned.Counted.BEFORE, known(tenant, first));
      }
    }
    if (outcome.known() instanceof HowKnown.Silent silent) {
      channels.silent(silent.channel(), outcome.at());
    }
    return count(tenant, outcome, draft);
  }

  /**
   * Counts what a step did, once and without a draft: such as what somebody said of it in the
   * journal of an incident, which has a draft of its own.
   *
   * @param tenant whose memories
   * @param step of some memory, carried out or skipped; of none nothing is counted
   * @param at when it was done
   * @param key what the word is known by when it is told again, see {@link Outcome.Builder#key}
   * @return whether it was counted now, and not before
   * @throws io.runbookmemory.error.ArmException if the store or the ledger cannot answer
   */
  public boolean count(Tenant tenant, Outcome.Step step, Instant at, String key) {
    MemoryId source = step.source();
    if (source == null) {
      return false;
    }
    MemoryId own = MemoryId.fresh(at, random);
    if (!new CountedOutcomes(ledgers.ledger(tenant)).first(key, own, at).equals(own)) {
      return false;
    }
    List<Outcome.Step> steps = List.of(step);
    return store.writer(tenant).adjust(source, delta(steps, verdict(steps), at));
  }

  private static Learned nothing(Learned.Counted why, Remembered draft) {
    return new Learned(why, List.of(), List.of(), List.of(), draft);
  }

  private Remembered known(Tenant tenant, MemoryId draft) {
    return store
        .reader(tenant)
        .get(draft)
        .<Remembered>map(stored -> new Remembered.Unchanged(draft, stored.memory().version()))
        .orElseGet(
            () ->
                new Remembered.Rejected(draft, "the draft of this outcome is not there any more"));
  }

  /** What was tried is known; that it changed nothing is not. */
  private static Memory withoutAttempts(Memory draft) {
    return draft.content() instanceof Incident incident
        ? draft.toBuilder().content(incident.toBuilder().attempts(List.of()).build()).build()
        : draft;
  }

  private Learned count(Tenant tenant, Outcome outcome, Memory draft) {
    MemoryWriter writer = store.writer(tenant);
    List<MemoryId> helped = new ArrayList<>();
    List<MemoryId> failed = new ArrayList<>();
    List<MemoryId> unknown = new ArrayList<>();
    bySource(outcome)
        .forEach(
            (source, steps) -> {
              Optional<Boolean> verdict = verdict(steps);
              if (!writer.adjust(source, delta(steps, verdict, outcome.at()))) {
                unknown.add(source);
              } else if (verdict.isPresent()) {
                (verdict.get() ? helped : failed).add(source);
              }
            });
    return new Learned(Learned.Counted.YES, helped, failed, unknown, keep(draft));
  }

  /** Stores a draft; one of an environment that is not allowed is kept without any, not lost. */
  private Remembered keep(Memory draft) {
    Remembered kept = remember.remember(draft);
    if (kept instanceof Remembered.Rejected && draft.scope().env() != null) {
      return remember.remember(draft.toBuilder().scope(draft.scope().withEnv(null)).build());
    }
    return kept;
  }

  private static Map<MemoryId, List<Outcome.Step>> bySource(Outcome outcome) {
    Map<MemoryId, List<Outcome.Step>> steps = new LinkedHashMap<>();
    for (Outcome.Step step : outcome.steps()) {
      if (step.source() != null) {
        steps.computeIfAbsent(step.source(), source -> new ArrayList<>()).add(step);
      }
    }
    return steps;
  }

  /** Whether any step helped; empty if none was carried out. */
  private static Optional<Boolean> verdict(List<Outcome.Step> steps) {
    List<Effect> effects = new ArrayList<>();
    for (Outcome.Step step : steps) {
      if (step.effect() != null) {
        effects.add(step.effect());
      }
    }
    return effects.isEmpty()
        ? Optional.empty()
        : Optional.of(effects.stream().anyMatch(Effect::helped));
  }

  private static UsageDelta delta(List<Outcome.Step> steps, Optional<Boolean> verdict, Instant at) {
    UsageDelta delta =
        verdict.map(helped -> UsageDelta.outcome(helped, at)).orElseGet(UsageDelta::none);
    for (Outcome.Step step : steps) {
      String key = new RunbookStep("", step.text(), null, null).key();
      delta = delta.withStep(key, count(step.effect()));
    }
    return delta;
  }

  private static StepUsage count(@Nullable Effect effect) {
    if (effect == null) {
      return new StepUsage(0, 0, 0, 1);
    }
    return new StepUsage(1, effect.helped() ? 1 : 0, effect == Effect.WORSENED ? 1 : 0, 0);
  }

  private Memory draft(Situation situation, Recall recall, Outcome outcome) {
    Optional<Alert> alert = situation.alert();
    Instant opened = alert.map(Alert::startsAt).orElse(situation.at());
    List<Attempt> attempts = new ArrayList<>();
    for (Outcome.Step step : outcome.steps()) {
      if (step.effect() != null) {
        attempts.add(new Attempt(step.text(), step.effect()));
      }
    }
    Incident incident =
        Incident.builder(symptom(situation))
            .alertName(alert.flatMap(Alert::name).orElse(null))
            .fingerprint(alert.map(one -> one.fingerprint().value()).orElse(null))
            .rootCause(outcome.rootCause().orElse(null))
            .resolution(outcome.resolution().orElse(null))
            .openedAt(opened)
            .detectedAt(situation.at())
            .mitigatedAt(outcome.effect().helped() ? outcome.at() : null)
            .resolvedAt(outcome.effect() == Effect.RESOLVED ? outcome.at() : null)
            .attempts(attempts)
            .build();
    return Memory.builder(
            MemoryId.fresh(outcome.at(), random),
            forEverySession(recall.route().scope()),
            title(situation),
            incident,
            outcome.at())
        .status(MemoryStatus.DRAFT)
        .happenedAt(opened)
        .links(
            recall.recollections().stream()
                .map(one -> new Link("recalled", one.memory().id()))
                .toList())
        .build();
  }

  /** An incident is for everybody to know, in whatever session it was talked about. */
  private static Scope forEverySession(Scope scope) {
    return new Scope(
        scope.tenant(), scope.cluster(), scope.namespace(), scope.service(), scope.env(), null);
  }

  /** What the alert said, without its name, which has a field of its own. */
  private static String symptom(Situation situation) {
    return situation
        .alert()
        .map(alert -> String.join("\n", alert.annotations().values()))
        .filter(words -> !words.isBlank())
        .orElse(situation.text());
  }

  private static String title(Situation situation) {
    String what =
        situation
            .alert()
            .flatMap(alert -> Optional.ofNullable(alert.annotations().get("summary")))
            .filter(summary -> !summary.isBlank())
            .orElse(situation.text())
            .strip();
    return what.isEmpty() ? "Incident without a description" : Excerpt.title(what, TITLE_LENGTH);
  }
}
