package io.runbookmemory.store.graph;

import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.store.MemoryReader;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The service graph of one tenant, as its store has it. The resource facts are read once, in one
 * scan, and from then on the store's changes are followed: at most once within the freshness, and
 * by whoever asks. Whoever asks meanwhile gets the graph as it was.
 *
 * <p>In the graph is what is in force, has not expired and belongs to no session. Thread-safe.
 */
public final class LiveServiceGraph {

  /** How old a graph may be by default: 10 seconds, far below the time between deployments. */
  public static final Duration DEFAULT_FRESHNESS = Duration.ofSeconds(10);

  private final StoredFacts facts;
  private final long freshness;
  private final LongSupplier nanoTime;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Reading last;

  /** A graph and when it was read. */
  private record Reading(ServiceGraph graph, long at) {}

  /**
   * Creates a graph that has not been read yet.
   *
   * @param reader the tenant's
   * @param freshness how old the graph may be, not negative; zero asks the store every time
   */
  public LiveServiceGraph(MemoryReader reader, Duration freshness) {
    this(reader, freshness, System::nanoTime);
  }

  LiveServiceGraph(MemoryReader reader, Duration freshness, LongSupplier nanoTime) {
    if (freshness.isNegative()) {
      throw new IllegalArgumentException("freshness must not be negative, got " + freshness);
    }
    this.facts = new StoredFacts(reader);
    this.freshness = freshness.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * Returns the graph, which is read from the store where it is not known or too old.
   *
   * @param at now: what has expired by then is left out when the graph is read
   * @return the graph
   * @throws io.runbookmemory.error.ArmException if it has to be read and the store cannot answer
   */
  public ServiceGraph graph(Instant at) {
    Reading known = last;
    if (known != null && (isFresh(known) || reading.isLocked())) {
      return known.graph();
    }
    reading.lock();
    try {
      known = last;
      if (known == null || !isFresh(known)) {
        known = new Reading(facts.read(at), nanoTime.getAsLong());
        last = known;
      }
      return known.graph();
    } finally {
      reading.unlock();
    }
  }

  /**
   * Returns the graph as it was read last, however long ago, without reading.
   *
   * @return empty if it was never read
   */
  public ServiceGraph lastKnown() {
    Reading known = last;
    return known == null ? ServiceGraph.EMPTY : known.graph();
  }

  /**
   * Returns whether there is nothing in the graph, as far as that is known without reading.
   *
   * @return false if the graph is not known, or too old
   */
  public boolean isKnownEmpty() {
    Reading known = last;
    return known != null && isFresh(known) && known.graph().isEmpty();
  }

  private boolean isFresh(Reading known) {
    return nanoTime.getAsLong() - known.at() < freshness;
  }
}
