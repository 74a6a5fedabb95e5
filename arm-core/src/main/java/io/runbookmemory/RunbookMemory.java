package io.runbookmemory;

import io.runbookmemory.learn.Drafts;
import io.runbookmemory.learn.Learned;
import io.runbookmemory.learn.Learner;
import io.runbookmemory.learn.Outcome;
import io.runbookmemory.learn.ResolveChannels;
import io.runbookmemory.learn.merge.Merges;
import io.runbookmemory.learn.upkeep.RecallCounts;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.tool.MemoryTools;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.RecallPipeline;
import io.runbookmemory.recall.Route;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.remember.Revival;
import io.runbookmemory.remember.capture.Capture;
import io.runbookmemory.remember.capture.Captured;
import io.runbookmemory.remember.capture.Chaff;
import io.runbookmemory.remember.consolidate.Consolidator;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.tool.Tool;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The memory of an on-call service, for one tenant: remember, recall, plan, learn, reinforce,
 * forget. Every part of it can also be constructed alone.
 *
 * <p>Thread-safe. Closing it stops its threads; the store and the model belong to whoever passed
 * them in.
 */
public final class RunbookMemory implements AutoCloseable {

  private final MemoryStore store;
  private final Tenant tenant;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Capture capture;
  private final RememberPipeline remember;
  private final Consolidator consolidator;
  private final Revival revival;
  private final RecallPipeline recall;
  private final Planning planning;
  private final Learner learner;
  private final Drafts drafts;
  private final Merges merges;
  private final Listeners listeners;
  private final Upkeep upkeep;
  private final @Nullable RecallCounts counts;
  private final @Nullable Rooms rooms;

  RunbookMemory(RunbookMemoryBuilder builder) {
    this.store = builder.store;
    this.tenant = builder.tenant;
    this.clock = builder.clock;
    this.random = builder.random;
    this.capture = new Capture(builder.extractor, builder.capturePolicy, builder.redactor);
    this.remember =
        new RememberPipeline(store, builder.model, builder.redactor, builder.environments, clock);
    this.consolidator = new Consolidator(store, remember, builder.consolidation);
    this.revival = new Revival(store, builder.model);
    this.recall =
        new RecallPipeline(
            store, builder.model, builder.redactor, builder.environments, builder.policy);
    this.planning = new Planning(store, builder.planner, recall);
    LedgerStore ledger = builder.ledger();
    LedgerStore kept = ledger == null ? new ExactMemoryStore() : ledger;
    this.learner = new Learner(store, remember, random, kept);
    this.merges = new Merges(store, remember, tenant);
    this.drafts = new Drafts(store, remember, kept.ledger(tenant), builder.redactor);
    this.listeners = new Listeners(builder);
    this.upkeep = new Upkeep(builder, listeners);
    this.counts = builder.countRecalls ? counting(store, tenant, listeners) : null;
    this.rooms = ledger == null ? null : Rooms.of(this, builder, remember, learner, ledger);
  }

  private static RecallCounts counting(MemoryStore store, Tenant tenant, Listeners listeners) {
    RecallCounts counts = new RecallCounts(store, tenant, RecallCounts.EVERY, RecallCounts.AT_MOST);
    listeners.add(counts);
    return counts;
  }

  /**
   * {@return a builder with the defaults that {@link RunbookMemoryBuilder} lists}
   *
   * @param store where memories are kept; it stays the caller's to close
   */
  public static RunbookMemoryBuilder builder(MemoryStore store) {
    return new RunbookMemoryBuilder(store);
  }

  /**
   * Remembers something in somebody's own words. Secrets are taken out before anything is embedded
   * or stored. An account of an incident becomes one; what is not worth remembering is ignored; see
   * {@link Capture}.
   *
   * @param text the words, not blank
   * @return what became of it
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer
   */
  public Remembered remember(String text) {
    return remember(text, Scope.of(tenant));
  }

  /**
   * Remembers something in somebody's own words about some service or place.
   *
   * @param text the words, not blank
   * @param scope what it applies to, of this tenant
   * @return what became of it
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer
   */
  public Remembered remember(String text, Scope scope) {
    Captured captured = read(text, scope);
    Optional<Chaff> refusal = capture.refusal(captured);
    if (refusal.isEmpty()) {
      return remember(captured);
    }
    Remembered ignored =
        new Remembered.Ignored(MemoryId.fresh(clock.instant(), random), refusal.get().reason());
    listeners.remember(one -> one.remembered(List.of(ignored)));
    return ignored;
  }

  /**
   * Returns what words are understood to say, without remembering anything.
   *
   * @param text the words, not blank
   * @param scope what they apply to
   * @return an incident, or a note of the same words
   */
  public Captured read(String text, Scope scope) {
    return capture.read(text, scope, clock.instant());
  }

  /**
   * Remembers what words were understood to say, even if it is not worth it. A report of a known
   * incident is added to the memory of that.
   *
   * @param captured what {@link #read} returned
   * @return what became of it
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer
   */
  public Remembered remember(Captured captured) {
    Instant now = clock.instant();
    Memory report = captured.memory(MemoryId.fresh(now, random), now);
    requireOwn(report);
    Remembered result = consolidator.remember(report);
    upkeep.after(List.of(report), List.of(result));
    listeners.remember(one -> one.remembered(List.of(result)));
    return result;
  }

  /**
   * Remembers a memory. What says nothing new is not written.
   *
   * @param memory of this tenant
   * @return what became of it
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer
   */
  public Remembered remember(Memory memory) {
    return rememberAll(List.of(memory)).getFirst();
  }

  /**
   * Remembers several memories, as one batch. A new deployment, or another change, casts doubt on
   * what was known of its service before; see {@link Upkeep#suspect}.
   *
   * @param memories of this tenant
   * @return what became of each, in order
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer; then
   *     nothing was written
   */
  public List<Remembered> rememberAll(List<Memory> memories) {
    memories.forEach(this::requireOwn);
    List<Remembered> results = remember.rememberAll(memories);
    upkeep.after(memories, results);
    listeners.remember(one -> one.remembered(results));
    return results;
  }

  private void requireOwn(Memory memory) {
    if (!memory.scope().tenant().equals(tenant)) {
      throw new IllegalArgumentException(
          "a memory must be of this tenant, " + tenant + ", got " + memory.scope().tenant());
    }
  }

  /**
   * Returns what memory has to say to a question.
   *
   * @param question as a tired person types it
   * @return an answer in any case; see {@link RecallPipeline}
   */
  public Recall recall(String question) {
    return recall(Situation.builder(question, clock.instant()).build());
  }

  /**
   * Returns what memory has to say to a situation.
   *
   * @param situation what is known now; its tenant is replaced by this one
   * @return an answer in any case; see {@link RecallPipeline}
   */
  public Recall recall(Situation situation) {
    return recallOwn(own(situation));
  }

  private Recall recallOwn(Situation own) {
    Recall recalled = recall.recall(own);
    listeners.recall(one -> one.recalled(own, recalled));
    return recalled;
  }

  /** Recalls and tells nobody, for nobody looks. */
  Recall unheard(String question) {
    return recall.recall(own(Situation.builder(question, clock.instant()).build()));
  }

  /** Returns where a situation belongs. */
  Route route(Situation situation) {
    return recall.route(own(situation));
  }

  private Situation own(Situation situation) {
    return situation.scope().tenant().equals(tenant)
        ? situation
        : situation.toBuilder().tenant(tenant).build();
  }

  /**
   * {@return what to do about a situation: a plan that rests on a recall}
   *
   * @param situation what is known now
   */
  public ActionPlan plan(Situation situation) {
    return plan(situation, null);
  }

  /**
   * Returns what to do about a situation whose error budget was judged.
   *
   * @param situation what is known now
   * @param classification the verdict, or null where there is no series
   * @return a plan that rests on a recall
   */
  public ActionPlan plan(Situation situation, @Nullable Classification classification) {
    Situation own = own(situation);
    return planning.plan(own, recallOwn(own), classification);
  }

  /**
   * Learns from how a situation ended.
   *
   * @param situation what it was about
   * @param recalled what memory had to say to it
   * @param outcome how it ended, and what was tried
   * @return what was learned; the memory of the incident waits among the {@link #drafts()}
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer
   */
  public Learned learn(Situation situation, Recall recalled, Outcome outcome) {
    Learned learned = learner.learn(own(situation), recalled, outcome);
    listeners.remember(one -> one.remembered(List.of(learned.draft())));
    return learned;
  }

  /**
   * Confirms a memory.
   *
   * @param id the memory
   * @param times how often, at least 1
   * @return whether the memory is there
   * @throws io.runbookmemory.error.ArmException if the store cannot answer
   */
  public boolean reinforce(MemoryId id, long times) {
    return store.writer(tenant).adjust(id, UsageDelta.reinforced(times, clock.instant()));
  }

  /**
   * Forgets a memory. Its history and a tombstone stay, and remembering it again does not bring it
   * back; {@link #revive} does.
   *
   * @param id the memory
   * @return whether it was there
   * @throws io.runbookmemory.error.ArmException if the store cannot answer
   */
  public boolean forget(MemoryId id) {
    return forgotten(store.writer(tenant).delete(List.of(id), clock.instant())) > 0;
  }

  /**
   * Forgets the memories that pass a filter, such as those of a session.
   *
   * @param filter what to forget
   * @return how many there were
   * @throws io.runbookmemory.error.ArmException if the store cannot answer
   */
  public long forget(Filter filter) {
    return forgotten(store.writer(tenant).delete(filter, clock.instant()));
  }

  private long forgotten(long count) {
    listeners.remember(one -> one.forgotten(count));
    return count;
  }

  /**
   * Brings back what was forgotten.
   *
   * @param id the memory
   * @return what became of it; empty if nothing of the sort was forgotten; see {@link Revival}
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer
   */
  public Optional<Remembered> revive(MemoryId id) {
    return revival.revive(tenant, id, clock.instant());
  }

  /**
   * {@return the room of a chat session, which holds nothing itself}
   *
   * @param id which session, not blank; what is said in it is found by this id alone
   */
  public Session session(String id) {
    return new Session(this, Scope.of(tenant), id, clock, random);
  }

  /**
   * {@return the tools of {@link MemoryTools}; with a ledger {@code memory_get_predictions} too}
   */
  public List<Tool> tools() {
    return Rooms.tools(new MemoryTools(this::recall, this::remember, memories(), clock), rooms);
  }

  /**
   * {@return the room where incidents, deployments and alerts are written down as they happen}
   *
   * @throws IllegalStateException if nothing keeps a {@link RunbookMemoryBuilder#ledger}
   */
  public Journal journal() {
    return Rooms.required(rooms).journal();
  }

  /**
   * {@return the room of what memory does while nobody is looking}
   *
   * @throws IllegalStateException if nothing keeps a {@link RunbookMemoryBuilder#ledger}
   */
  public Analysis analysis() {
    return Rooms.required(rooms).analysis();
  }

  /** {@return the room where captured incidents wait for an owner's word} */
  public Drafts drafts() {
    return drafts;
  }

  /** {@return the room where it is known which channels report resolutions} */
  public ResolveChannels channels() {
    return learner.channels(tenant);
  }

  /** {@return the room where memory is kept fit: pruned, looked over, verified, pinned} */
  public Upkeep upkeep() {
    return upkeep;
  }

  /** {@return the room where near-duplicates are merged and contradictions found} */
  public Merges merges() {
    return merges;
  }

  /** {@return a reader of this tenant's memories, for looking things up} */
  public MemoryReader memories() {
    return store.reader(tenant);
  }

  /** Writes what is still to be written, and stops the threads. Store and model stay open. */
  @Override
  public void close() {
    recall.close();
    Rooms.close(counts, rooms);
  }
}
