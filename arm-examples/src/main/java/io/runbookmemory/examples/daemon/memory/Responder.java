package io.runbookmemory.examples.daemon.memory;

import io.runbookmemory.Expected;
import io.runbookmemory.Journal;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.RunbookMemoryBuilder;
import io.runbookmemory.embedding.CachedEmbeddingModel;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.daemon.config.DaemonConfig;
import io.runbookmemory.examples.daemon.config.MemoryPart;
import io.runbookmemory.examples.daemon.observe.DaemonMeters;
import io.runbookmemory.examples.daemon.observe.Tracing;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalBatch;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.JournalPolicy;
import io.runbookmemory.journal.Opening;
import io.runbookmemory.journal.deploy.WatchNote;
import io.runbookmemory.learn.analysis.prediction.PredictionLog;
import io.runbookmemory.learn.analysis.prediction.PredictionScore;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.Planner;
import io.runbookmemory.recall.Degradation;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.slo.Classification;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What alerts are put to: memory, its plans and the journal; the journal alone where memory is off.
 * Thread-safe.
 */
public final class Responder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
  private static final String BY = "daemon";

  /** Without these a recall may miss what it knew when it was asked in advance. */
  private static final Set<Degradation> MISSING =
      EnumSet.of(
          Degradation.EMBEDDER_TIMEOUT,
          Degradation.EMBEDDER_DOWN,
          Degradation.STORE_TIMEOUT,
          Degradation.STORE_DOWN,
          Degradation.STORE_INCOMPLETE);

  private final @Nullable RunbookMemory memory;
  private final @Nullable CachedEmbeddingModel cache;
  private final IncidentJournal incidents;
  private final PredictionLog predictions;
  private final MemoryPart part;
  private final DaemonMeters meters;
  private final boolean apart;

  private Responder(
      @Nullable Remembering remembering,
      IncidentJournal incidents,
      Stores stores,
      DaemonConfig config,
      DaemonMeters meters) {
    this.memory = remembering == null ? null : remembering.memory();
    this.cache = remembering == null ? null : remembering.cache();
    this.predictions = new PredictionLog(stores.ledger(config.tenant()));
    this.incidents = incidents;
    this.part = config.memory();
    this.meters = meters;
    this.apart = stores.isApart();
  }

  /** A memory, and the cache that its questions go through. */
  private record Remembering(RunbookMemory memory, CachedEmbeddingModel cache) {}

  /**
   * Makes one.
   *
   * @param stores stay open when it is closed
   * @param planner knows which tools there are
   */
  public static Responder open(
      DaemonConfig config,
      Stores stores,
      DaemonMeters meters,
      Planner planner,
      InstantSource clock) {
    MemoryPart part = config.memory();
    if (!part.enabled()) {
      IncidentJournal incidents =
          new IncidentJournal(
              stores.ledger(config.tenant()),
              new PatternRedactor(),
              JournalPolicy.DEFAULT,
              new SecureRandom());
      return new Responder(null, incidents, stores, config, meters);
    }
    CachedEmbeddingModel cache = cached(stores, part);
    RunbookMemoryBuilder builder =
        RunbookMemory.builder(stores.store())
            .model(cache)
            .ledger(stores.ledgers())
            .tenant(config.tenant())
            .clock(clock)
            .planner(planner)
            .analysis(config.analysis().policy(), "process " + ProcessHandle.current().pid())
            .resources(ResourceFeed.of(config.analysis().resources()));
    meters.listenTo(builder.onRecall(Tracing::recalled));
    RunbookMemory memory = builder.build();
    meters.count(cache);
    return new Responder(
        new Remembering(memory, cache), memory.journal().incidents(), stores, config, meters);
  }

  /** A question that was asked before waits for no place at the model. */
  private static CachedEmbeddingModel cached(Stores stores, MemoryPart part) {
    return new CachedEmbeddingModel(new GatedModel(stores.model(), part.embeddings()));
  }

  /** Returns the incidents. */
  public IncidentJournal incidents() {
    return incidents;
  }

  /** Returns the memory; empty where it is off. */
  public Optional<RunbookMemory> memory() {
    return Optional.ofNullable(memory);
  }

  /** Returns who is told to have left, of those whose word drafts wait for. */
  public Set<String> left() {
    return part.left();
  }

  /** Returns the whole journal; empty where memory is off. */
  public Optional<Journal> journal() {
    return Optional.ofNullable(memory).map(RunbookMemory::journal);
  }

  /**
   * Returns what is foretold and may still come, with what prevents it; where memory is off without
   * that.
   *
   * @throws io.runbookmemory.error.ArmException if the ledger cannot answer
   */
  public List<Expected> expected(Instant now) {
    return memory == null
        ? predictions.pending(now).stream().map(one -> new Expected(one, null)).toList()
        : memory.analysis().expected();
  }

  /**
   * Returns how well came true what was foretold.
   *
   * @throws io.runbookmemory.error.ArmException if the ledger cannot answer
   */
  public PredictionScore score() {
    return predictions.score();
  }

  /**
   * Returns what was prepared for an alert, where its recall had to do without its store or its
   * model; marked so, and with its age.
   */
  public Optional<String> prepared(Situation situation, ActionPlan plan) {
    if (memory == null || plan.recall().degraded().stream().noneMatch(MISSING::contains)) {
      return Optional.empty();
    }
    try {
      return memory.analysis().prepared(situation).map(one -> one.words(situation.at()));
    } catch (ArmException e) {
      LOG.warn("what was prepared cannot be read: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Returns what deployments of a service, and of what it depends on, asked to watch, where a
   * metric moves; nothing where memory is off, or this daemon is apart from the others, who may
   * have told it.
   *
   * @throws io.runbookmemory.error.ArmException if the store cannot answer
   */
  public List<WatchNote> watched(String metric, String service, Instant at) {
    return journal()
        .filter(any -> !apart)
        .map(journal -> journal.deployments().watched(metric, service, at))
        .orElse(List.of());
  }

  /** Returns what to do; empty where memory is off. */
  public Optional<ActionPlan> plan(Situation situation, @Nullable Classification classification) {
    if (memory == null) {
      return Optional.empty();
    }
    ActionPlan plan =
        memory.plan(situation.toBuilder().deadline(part.deadline()).build(), classification);
    if (plan.recall().degraded().contains(Degradation.LEXICAL_ONLY)) {
      meters.lexical();
    }
    return Optional.of(plan);
  }

  /**
   * Opens the incident of an alert, or finds it.
   *
   * @param situation with its alert
   * @param plan what was made of it; null where memory is off
   * @param batch of {@link #incidents}, which the caller commits
   */
  public Opening open(Situation situation, @Nullable ActionPlan plan, JournalBatch batch) {
    Optional<Opening> opened =
        plan == null || memory == null
            ? Optional.empty()
            : memory.journal().open(situation, plan, BY, batch);
    return opened.orElseGet(
        () ->
            batch
                .journal()
                .open(situation.alert().orElseThrow(), place(situation), situation.at(), BY));
  }

  private static Place place(Situation situation) {
    Scope scope = situation.scope();
    return new Place(scope.service(), scope.env(), scope.cluster(), scope.namespace());
  }

  /**
   * Drafts what an incident taught, for its owners; nothing where memory is off.
   *
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer
   */
  public void draft(MemoryId incident, Instant at) {
    journal().ifPresent(journal -> journal.draft(incident, at));
  }

  /** Returns whether memory holds an incident, be it as a draft; true where memory is off. */
  public boolean isDrafted(MemoryId incident) {
    return memory == null || memory.memories().get(incident).isPresent();
  }

  @Override
  public void close() {
    if (memory != null && cache != null) {
      meters.retire(cache);
      memory.close();
    }
  }
}
