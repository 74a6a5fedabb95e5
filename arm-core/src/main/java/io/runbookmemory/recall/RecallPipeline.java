package io.runbookmemory.recall;

import io.runbookmemory.embedding.CachedEmbeddingModel;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.Staleness;
import io.runbookmemory.store.graph.LiveServiceGraph;
import io.runbookmemory.text.Excerpt;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from a situation to what memory has to say about it, within its deadline: redact, route,
 * gather candidates, judge, order, or fall back to generic triage. It never throws because a store
 * or model is down or slow; it says what it did without. Thread-safe.
 */
public final class RecallPipeline implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RecallPipeline.class);

  /** The tag of the runbook that is handed out when nothing known fits. */
  public static final String TRIAGE_TAG = "triage";

  /** The share of the deadline that the model may use; the rest is the store's. */
  private static final double MODEL_SHARE = 0.6;

  /** The share of the deadline by which linked memories and dependencies must be there. */
  private static final double SURROUNDINGS_SHARE = 0.85;

  /**
   * How many characters of a question are read: the 1,000 words that are searched for, and more.
   */
  private static final int MAX_QUESTION = 32_768;

  /** A deadline beyond this is none. */
  private static final Duration LONGEST_DEADLINE = Duration.ofDays(1);

  /**
   * How many recalls may wait for a model or store at once. A model that hangs holds a thread for
   * each; beyond this a recall gives what needs no store rather than taking the host's memory.
   */
  private static final int MAX_WORKERS = 64;

  private static final long IDLE_SECONDS = 60;

  private final MemoryStore store;
  private final @Nullable EmbeddingModel model;
  private final Redactor redactor;
  private final Router router;
  private final RecallPolicy policy;
  private final ExecutorService workers;
  private final Map<Tenant, LiveServiceGraph> graphs = new ConcurrentHashMap<>();

  /**
   * Creates a pipeline.
   *
   * @param store where memories are
   * @param model what embeds questions, each but once while it is asked again soon, or null: then
   *     memories are found by their words alone
   * @param redactor what takes secrets out of questions
   * @param environments the environments that a text may name
   * @param policy how what is found is weighed
   */
  public RecallPipeline(
      MemoryStore store,
      @Nullable EmbeddingModel model,
      Redactor redactor,
      Environments environments,
      RecallPolicy policy) {
    this.store = store;
    this.model =
        model == null || model instanceof CachedEmbeddingModel
            ? model
            : new CachedEmbeddingModel(model);
    this.redactor = redactor;
    this.router = new Router(environments);
    this.policy = policy;
    this.workers =
        new ThreadPoolExecutor(
            0,
            MAX_WORKERS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().name("arm-recall-", 0).daemon().factory());
  }

  /**
   * Returns what memory has to say to a situation.
   *
   * @param situation what is known now
   * @return an answer in any case
   */
  public Recall recall(Situation situation) {
    return new Attempt(situation).recall();
  }

  /**
   * Returns where a situation belongs, without recalling anything.
   *
   * @param situation what is known now
   * @return a route in any case; what was told alone if the store is down or slow
   */
  public Route route(Situation situation) {
    return new Attempt(situation).route();
  }

  /**
   * Returns who depends on whom.
   *
   * @param tenant whose services
   * @param at now
   * @return the graph that recall follows, at most {@link LiveServiceGraph#DEFAULT_FRESHNESS} old
   * @throws io.runbookmemory.error.ArmException if it has to be read and the store cannot answer
   */
  public ServiceGraph services(Tenant tenant, Instant at) {
    return graphs.computeIfAbsent(tenant, this::graph).graph(at);
  }

  private LiveServiceGraph graph(Tenant tenant) {
    return new LiveServiceGraph(store.reader(tenant), LiveServiceGraph.DEFAULT_FRESHNESS);
  }

  /** Stops the workers; a recall that is under way comes back degraded. */
  @Override
  public void close() {
    workers.shutdownNow();
  }

  /** One recall and its clock. */
  private final class Attempt {

    private final Situation situation;
    private final String question;
    private final @Nullable EmbeddingModel embedder;
    private final long begin = System.nanoTime();
    private final Set<Degradation> degraded = ConcurrentHashMap.newKeySet();
    private final long nanos;
    private volatile @Nullable Staleness staleness;

    Attempt(Situation situation) {
      this.situation = situation;
      this.question = redactor.redact(Excerpt.beginning(situation.text(), MAX_QUESTION));
      this.embedder = question.isBlank() ? null : model;
      Duration deadline = situation.deadline();
      this.nanos =
          (deadline.compareTo(LONGEST_DEADLINE) < 0 ? deadline : LONGEST_DEADLINE).toNanos();
    }

    /** Embeds and answers on one thread; if the model is late, another answers without it. */
    Recall recall() {
      AtomicBoolean answering = new AtomicBoolean();
      Future<@Nullable Recall> first = submitted(() -> embedAndAnswer(answering));
      Recall recall;
      if (embedder != null && isLate(first, MODEL_SHARE) && answering.compareAndSet(false, true)) {
        giveUp(first, Degradation.EMBEDDER_TIMEOUT);
        degraded.add(Degradation.LEXICAL_ONLY);
        recall = answerOf(submitted(() -> answer(null)));
      } else {
        recall = answerOf(first);
      }
      return recall == null ? result(Strength.TRIAGE, List.of(), told(), List.of(), null) : recall;
    }

    private <T> @Nullable T answerOf(Future<@Nullable T> future) {
      return within(1.0, future, Degradation.STORE_TIMEOUT, Degradation.STORE_DOWN);
    }

    /** Returns null if the model was so late that another thread answers. */
    private @Nullable Recall embedAndAnswer(AtomicBoolean answering) {
      Candidates.Vector vector = null;
      Throwable fault = null;
      try {
        if (embedder != null) {
          vector = new Candidates.Vector(embedder.embedQuery(question), embedder.space());
        }
      } catch (Throwable e) {
        fault = e;
      }
      if (!answering.compareAndSet(false, true)) {
        return null;
      }
      if (fault != null) {
        failed(fault, Degradation.EMBEDDER_DOWN);
      }
      if (workers.isShutdown()) {
        throw new UnavailableException("recall", "recall was closed");
      }
      return answer(vector);
    }

    Route route() {
      Route route =
          answerOf(
              submitted(() -> new Candidates(reader(), situation, question, null).route(router)));
      return route == null ? told() : route;
    }

    /** Returns a reader that gives up when nobody waits for the answer any more. */
    private MemoryReader reader() {
      long left = Math.max(0, begin + nanos - System.nanoTime());
      return store.reader(situation.scope().tenant()).within(Duration.ofNanos(left));
    }

    private Route told() {
      return new Route(situation.scope(), Set.of(), Set.of(), List.of());
    }

    private Recall answer(Candidates.@Nullable Vector vector) {
      if (vector == null && !question.isBlank()) {
        degraded.add(Degradation.LEXICAL_ONLY);
      }
      MemoryReader reader = reader();
      note(reader);
      Candidates.Vector compared = comparable(vector);
      EmbeddingSpace space = compared == null ? null : compared.space();
      Candidates candidates = new Candidates(reader, situation, question, compared);
      Route route = candidates.gather(router);
      note(reader);
      Scope scope = route.scope();
      RecentDeployments deployments =
          new RecentDeployments(
              reader, candidates.allowed(), scope, known(scope.tenant()), situation.at());
      Judge judge = new Judge(policy, situation, route, deployments);
      List<Recollection> found = judge.judge(candidates.hits(), candidates);
      List<Recollection> judged =
          new Selection(policy.copies(), situation.topK())
              .of(surrounded(found, reader, candidates, route, judge));
      List<Recollection> relevant = judged.stream().filter(one -> one.leftOut() == null).toList();
      if (relevant.isEmpty()) {
        List<Recollection> triage = judge.judge(candidates.triage(), candidates);
        note(reader);
        return result(Strength.TRIAGE, triage, route, judged, space);
      }
      Strength best =
          relevant.stream()
              .map(Recollection::strength)
              .min(Comparator.naturalOrder())
              .orElseThrow();
      return result(best, relevant, route, judged, space);
    }

    /** Returns the graph as far as it is known already: a recall does not wait for it. */
    private ServiceGraph known(Tenant tenant) {
      LiveServiceGraph live = graphs.get(tenant);
      return live == null ? ServiceGraph.EMPTY : live.lastKnown();
    }

    /** Adds what lies around what was found; on a thread of its own, since it may come too late. */
    private List<Recollection> surrounded(
        List<Recollection> found,
        MemoryReader reader,
        Candidates candidates,
        Route route,
        Judge judge) {
      LiveServiceGraph live = graphs.computeIfAbsent(reader.tenant(), RecallPipeline.this::graph);
      boolean wanted = Neighbours.areWanted(route, found) && !live.isKnownEmpty();
      if (!wanted && !Links.areThere(found, situation.topK())) {
        return found;
      }
      List<Recollection> around =
          within(
              SURROUNDINGS_SHARE,
              submitted(
                  () -> {
                    List<Recollection> near = found;
                    if (wanted) {
                      ServiceGraph graph = live.graph(situation.at());
                      near = Neighbours.of(graph, route.services()).join(found, candidates, judge);
                    }
                    return Links.areThere(near, situation.topK())
                        ? new Links(reader, candidates.allowed(), situation.at())
                            .join(near, situation.topK(), candidates, judge)
                        : near;
                  }),
              Degradation.SURROUNDINGS,
              Degradation.SURROUNDINGS);
      return around == null ? found : around;
    }

    /** Returns the vector if the store's can be compared with it. */
    private Candidates.@Nullable Vector comparable(Candidates.@Nullable Vector vector) {
      EmbeddingSpace stored = store.space().orElse(null);
      if (vector == null || stored == null || stored.equals(vector.space())) {
        return vector;
      }
      LOG.warn("recall goes by words: the store has {}, the model {}", stored, vector.space());
      degraded.add(Degradation.LEXICAL_ONLY);
      return null;
    }

    /** Asked before and after reading: the store may have gone, or come back, in between. */
    private void note(MemoryReader reader) {
      Staleness now = reader.staleness().orElse(null);
      if (now != null) {
        Staleness worse = now.or(staleness);
        staleness = worse;
        degraded.remove(Degradation.STORE_STALE);
        degraded.add(worse.complete() ? Degradation.STORE_STALE : Degradation.STORE_INCOMPLETE);
      }
    }

    private Recall result(
        Strength strength,
        List<Recollection> recollections,
        Route route,
        List<Recollection> judged,
        @Nullable EmbeddingSpace space) {
      String calibration = Calibration.name(space == null ? null : space.modelId());
      Basis basis = new Basis(situation.at(), question, policy, space, calibration);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      return new Recall(strength, recollections, route, degraded, judged, took, staleness, basis);
    }

    /** Returns what a task gives within a share of the deadline, else null and why. */
    private <T> @Nullable T within(
        double share, Future<@Nullable T> future, Degradation late, Degradation down) {
      if (isLate(future, share)) {
        giveUp(future, late);
        return null;
      }
      if (future.state() == Future.State.SUCCESS) {
        return future.resultNow();
      }
      failed(future.exceptionNow(), down);
      return null;
    }

    private <T> Future<@Nullable T> submitted(Supplier<@Nullable T> task) {
      try {
        return workers.submit(task::get);
      } catch (RejectedExecutionException e) {
        return CompletableFuture.failedFuture(
            new UnavailableException("recall", "recall is closed or has no thread left", e));
      }
    }

    /** Waits for a task; returns true after a share of the deadline, and once interrupted. */
    private boolean isLate(Future<?> future, double share) {
      try {
        future.get(begin + (long) (nanos * share) - System.nanoTime(), TimeUnit.NANOSECONDS);
        return false;
      } catch (ExecutionException e) {
        return false;
      } catch (TimeoutException e) {
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
    }

    private void giveUp(Future<?> future, Degradation late) {
      future.cancel(false);
      LOG.warn("recall goes on without what is late: {}", late);
      degraded.add(late);
    }

    /** What says itself what to do about it needs no trace: a storm would write one a recall. */
    private void failed(Throwable fault, Degradation down) {
      if (fault instanceof ArmException) {
        LOG.warn("recall goes on without what failed: {}: {}", down, fault.getMessage());
        LOG.debug("what failed", fault);
      } else {
        LOG.warn("recall goes on without what failed: {}", down, fault);
      }
      degraded.add(down);
    }
  }
}
