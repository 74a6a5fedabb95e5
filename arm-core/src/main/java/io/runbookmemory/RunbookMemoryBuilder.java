package io.runbookmemory;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.journal.JournalPolicy;
import io.runbookmemory.learn.analysis.AnalysisPolicy;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.upkeep.UpkeepListener;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.oncall.Planner;
import io.runbookmemory.recall.RecallListener;
import io.runbookmemory.recall.RecallPolicy;
import io.runbookmemory.remember.RememberListener;
import io.runbookmemory.remember.capture.CapturePolicy;
import io.runbookmemory.remember.capture.Extractor;
import io.runbookmemory.remember.capture.RuleExtractor;
import io.runbookmemory.remember.consolidate.ConsolidationPolicy;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a {@link RunbookMemory}. Not thread-safe.
 *
 * <p>Defaults: no model (memories are found by their words alone), the tenant {@code default}, the
 * system's clock, {@link PatternRedactor}, {@link RuleExtractor} in UTC, recalls counted, nobody
 * listening, analysis by UTC and of no resources, and the DEFAULT of each other type.
 */
public final class RunbookMemoryBuilder {

  private static final Logger LOG = LoggerFactory.getLogger(RunbookMemory.class);

  final MemoryStore store;
  @Nullable EmbeddingModel model;
  Tenant tenant = Tenant.DEFAULT;
  InstantSource clock = InstantSource.system();
  RandomGenerator random = new SecureRandom();
  Redactor redactor = new PatternRedactor();
  Environments environments = Environments.DEFAULT;
  RecallPolicy policy = RecallPolicy.DEFAULT;
  Planner planner = new Planner();
  private @Nullable LedgerStore ledger;
  JournalPolicy journalPolicy = JournalPolicy.DEFAULT;
  AnalysisPolicy analysisPolicy = AnalysisPolicy.in(ZoneOffset.UTC);
  Function<Instant, List<ResourceSeries>> resources = any -> List.of();
  String analysisOwner = "runbook memory";
  Extractor extractor = new RuleExtractor();
  CapturePolicy capturePolicy = CapturePolicy.DEFAULT;
  ConsolidationPolicy consolidation = ConsolidationPolicy.DEFAULT;

  final List<RecallListener> recallListeners = new ArrayList<>();
  final List<RememberListener> rememberListeners = new ArrayList<>();
  final List<UpkeepListener> upkeepListeners = new ArrayList<>();
  boolean countRecalls = true;

  RunbookMemoryBuilder(MemoryStore store) {
    this.store = store;
  }

  /**
   * Sets what embeds texts. Questions that are asked again soon are embedded once.
   *
   * @param model stays the caller's to close
   * @return this
   */
  public RunbookMemoryBuilder model(EmbeddingModel model) {
    this.model = model;
    return this;
  }

  /**
   * Sets whose memory it is.
   *
   * @param tenant the tenant
   * @return this
   */
  public RunbookMemoryBuilder tenant(Tenant tenant) {
    this.tenant = tenant;
    return this;
  }

  /**
   * Sets the clock.
   *
   * @param clock the time of everything that is written
   * @return this
   */
  public RunbookMemoryBuilder clock(InstantSource clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Sets the randomness of ids.
   *
   * @param random a seeded one makes ids repeatable
   * @return this
   */
  public RunbookMemoryBuilder random(RandomGenerator random) {
    this.random = random;
    return this;
  }

  /**
   * Sets what takes secrets out.
   *
   * @param redactor applied to everything that is remembered or asked
   * @return this
   */
  public RunbookMemoryBuilder redactor(Redactor redactor) {
    this.redactor = redactor;
    return this;
  }

  /**
   * Sets how recall weighs what it finds.
   *
   * @param policy weights, copies and how memories fade
   * @return this
   */
  public RunbookMemoryBuilder recallPolicy(RecallPolicy policy) {
    this.policy = policy;
    return this;
  }

  /**
   * Sets what makes plans.
   *
   * @param planner one that knows the tools behind the guard tells which steps call them, and who
   *     has to agree
   * @return this
   */
  public RunbookMemoryBuilder planner(Planner planner) {
    this.planner = planner;
    return this;
  }

  /**
   * Sets where the journal is kept, which outcomes were counted, and which channels report
   * resolutions. The default is the store itself, if it keeps ledgers; without one there is no
   * journal, and the rest is known while the process lives.
   *
   * @param ledger stays the caller's to close
   * @return this
   */
  public RunbookMemoryBuilder ledger(LedgerStore ledger) {
    this.ledger = ledger;
    return this;
  }

  @Nullable LedgerStore ledger() {
    return ledger == null && store instanceof LedgerStore own ? own : ledger;
  }

  /**
   * Sets when alerts open, reopen and end incidents of the journal.
   *
   * @param policy for {@link Journal#incidents()}
   * @return this
   */
  public RunbookMemoryBuilder journalPolicy(JournalPolicy policy) {
    this.journalPolicy = policy;
    return this;
  }

  /**
   * Sets how history is analyzed, and when what is due. The default is {@link AnalysisPolicy#in} of
   * UTC: better is the zone that people live in.
   *
   * @param policy for {@link RunbookMemory#analysis()}
   * @param owner who runs, for people to read in the lease, such as a host's name
   * @return this
   */
  public RunbookMemoryBuilder analysis(AnalysisPolicy policy, String owner) {
    this.analysisPolicy = policy;
    this.analysisOwner = owner;
    return this;
  }

  /**
   * Sets what can run out. The default is nothing.
   *
   * @param series those that can run out with their last weeks, as of a time; what it throws fails
   *     the forecasts alone
   * @return this
   */
  public RunbookMemoryBuilder resources(Function<Instant, List<ResourceSeries>> series) {
    this.resources = series;
    return this;
  }

  /**
   * Sets the environments that are allowed.
   *
   * @param environments their names
   * @return this
   */
  public RunbookMemoryBuilder environments(Environments environments) {
    this.environments = environments;
    return this;
  }

  /**
   * Sets what finds in free text what it says of an incident.
   *
   * @param extractor such as {@link RuleExtractor} with another zone, or one that asks a model
   * @return this
   */
  public RunbookMemoryBuilder extractor(Extractor extractor) {
    this.extractor = extractor;
    return this;
  }

  /**
   * Sets whether the store counts how often each memory is shown, which tells what nobody would
   * miss. Counts are written every 30 seconds and on closing, on a thread of their own.
   *
   * @param countRecalls false for a store that is only read
   * @return this
   */
  public RunbookMemoryBuilder countRecalls(boolean countRecalls) {
    this.countRecalls = countRecalls;
    return this;
  }

  /**
   * Sets when captured reports are taken for those of one incident.
   *
   * @param policy such as {@link ConsolidationPolicy#OFF}
   * @return this
   */
  public RunbookMemoryBuilder consolidation(ConsolidationPolicy policy) {
    this.consolidation = policy;
    return this;
  }

  /**
   * Sets what is not worth remembering.
   *
   * @param policy for free text; other memories are stored as they come
   * @return this
   */
  public RunbookMemoryBuilder capturePolicy(CapturePolicy policy) {
    this.capturePolicy = policy;
    return this;
  }

  /**
   * Adds one who is told of every recall.
   *
   * @param listener quick; what it throws breaks nothing
   * @return this
   */
  public RunbookMemoryBuilder onRecall(RecallListener listener) {
    recallListeners.add(listener);
    return this;
  }

  /**
   * Adds one who is told of what is remembered and forgotten.
   *
   * @param listener quick; what it throws breaks nothing
   * @return this
   */
  public RunbookMemoryBuilder onRemember(RememberListener listener) {
    rememberListeners.add(listener);
    return this;
  }

  /**
   * Adds one who is told of upkeep.
   *
   * @param listener quick; what it throws breaks nothing
   * @return this
   */
  public RunbookMemoryBuilder onUpkeep(UpkeepListener listener) {
    upkeepListeners.add(listener);
    return this;
  }

  /**
   * Returns the memory.
   *
   * @return ready to use
   * @throws EmbeddingSpaceException if the store holds vectors of another model than this one's; a
   *     store that cannot answer now is not asked again, since recall goes on without it
   */
  public RunbookMemory build() {
    if (model != null) {
      requireSame(model.space());
    }
    return new RunbookMemory(this);
  }

  private void requireSame(EmbeddingSpace offered) {
    EmbeddingSpace stored;
    try {
      stored = store.space().orElse(offered);
    } catch (UnavailableException e) {
      LOG.warn("the store cannot say which model its vectors are of", e);
      return;
    }
    if (!stored.equals(offered)) {
      throw new EmbeddingSpaceException("the store", stored.toString(), offered.toString());
    }
  }
}
