package io.runbookmemory.store.replica;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that many share, in practice a {@code PostgresMemoryStore}, with a copy of it on this
 * machine, in practice a {@code LuceneMemoryStore}, so that recall goes on while the database is
 * down that it is asked about. Thread-safe.
 *
 * <ul>
 *   <li>Writes go to the shared store alone, and fail as it does.
 *   <li>Reads go to the shared store. Once it fails, or does not answer in time, they go to the
 *       copy at once, and {@link MemoryReader#staleness} says how old that is, until the shared
 *       store has answered again. What a reader sees may then be older than what was just written.
 *   <li>One thread takes over what the shared store's feed of changes tells, at an interval and
 *       when a {@link ChangeHint} comes; while the store is down it tries again, at most two
 *       seconds later.
 *   <li>The process may end at any moment, and start while the shared store is down: how far the
 *       copy goes stands beside it. Replaced revisions are there as far as they passed by.
 *   <li>A copy is only ever gone on with where the shared store's past is the one that was copied.
 *       If it was restored from a backup, taken over by a server that lagged behind, or embedded
 *       again, it is copied anew, beside the old copy, which is read until the new one is complete;
 *       if it is another store, the old copy is deleted first. See {@link IdentifiedStore}.
 * </ul>
 *
 * <p>Followed are the tenants that are named to the builder, or else those whose reader was asked
 * for since the copy was begun: these are the ones that this process recalls from, and a store
 * cannot list its tenants.
 */
public final class ReplicatedMemoryStore implements MemoryStore {

  private static final Logger LOG = LoggerFactory.getLogger(ReplicatedMemoryStore.class);

  /** How long {@link Builder#open} waits for the shared store before it begins without. */
  private static final Duration OPENING = Duration.ofSeconds(10);

  /** How long closing waits for the follower to end its step. */
  private static final Duration CLOSING = Duration.ofSeconds(5);

  /** What a shared store is that could not be asked yet. */
  private static final Capabilities NOT_ASKED = new Capabilities(true, true, true);

  private final String name;
  private final SharedStore shared;
  private final Copies copies;
  private final Set<Tenant> tenants = ConcurrentHashMap.newKeySet();
  private final boolean growing;
  private final Bell bell = new Bell();
  private final Follower follower;
  private final Thread thread;
  private final Capabilities capabilities;
  private final ChangeHint.Listening listening;
  private boolean closed;

  private ReplicatedMemoryStore(Builder builder) {
    Set<Tenant> given = builder.tenants;
    this.name = builder.directory.toString();
    this.growing = given == null;
    this.copies = new Copies(builder.directory, builder.local);
    this.tenants.addAll(given == null ? copies.current().state().tenants().keySet() : given);
    this.shared = new SharedStore(builder.shared, builder.answerWithin, bell);
    this.follower =
        new Follower(
            shared, copies, tenants, new Follower.Rhythm(bell, builder.interval, builder.clock));
    this.thread = Thread.ofPlatform().name("arm-replica").daemon().unstarted(follower);
    boolean opened = false;
    try {
      this.capabilities = ask();
      this.listening = builder.hint.listen(bell::ring);
      opened = true;
    } finally {
      if (!opened) {
        shared.close();
        copies.close();
      }
    }
    thread.start();
  }

  private Capabilities ask() {
    Capabilities theirs = shared.askAtFirst(OPENING, MemoryStore::capabilities);
    if (theirs == null) {
      return NOT_ASKED;
    }
    boolean approximate =
        theirs.approximate() || copies.current().store().capabilities().approximate();
    return new Capabilities(theirs.durable(), theirs.shared(), approximate);
  }

  /**
   * Returns a builder.
   *
   * @param shared opens the shared store; called again until it succeeds, and the store is closed
   *     with this one. It should give up within seconds
   * @param directory where the copy is kept; this process's alone, on a local disk. It can be
   *     deleted while nobody has it open, and is copied anew then
   * @param local opens a store in a path that does not exist yet, or that it made; a durable store
   * @param clock says as of when the copy is
   * @return a builder with the defaults that {@link Builder} lists
   */
  public static Builder builder(
      Supplier<? extends MemoryStore> shared,
      Path directory,
      Function<Path, ? extends MemoryStore> local,
      InstantSource clock) {
    return new Builder(shared, directory, local, clock);
  }

  @Override
  public MemoryReader reader(Tenant tenant) {
    shared.requireOpen();
    if (growing && tenants.add(tenant)) {
      bell.ring();
    }
    return new ReplicatedReader(this, shared, copies, tenant);
  }

  @Override
  public MemoryWriter writer(Tenant tenant) {
    shared.requireOpen();
    return new ReplicatedWriter(shared, tenant);
  }

  @Override
  public Optional<EmbeddingSpace> space() {
    shared.requireOpen();
    Optional<EmbeddingSpace> theirs = shared.askBriefly(MemoryStore::space);
    return theirs == null ? copies.read(copy -> copy.store().space()) : theirs;
  }

  /**
   * Returns what the shared store can do, but that it is approximate if the copy is. If it cannot
   * be asked when this is opened, it is taken to be durable, shared and approximate.
   */
  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  /**
   * Returns how the replica is doing, for a health check. Reads no store.
   *
   * @param tenant for whose memories
   * @return a snapshot
   */
  public ReplicaStatus status(Tenant tenant) {
    Progress progress = copies.current().state().progress(tenant);
    String down = shared.fault();
    return new ReplicaStatus(
        down == null, down == null ? follower.fault() : down, progress.position(), progress.asOf());
  }

  boolean follows(Tenant tenant) {
    return tenants.contains(tenant);
  }

  String name() {
    return name;
  }

  /** Ends the following, and closes both stores. */
  @Override
  public void close() {
    synchronized (tenants) {
      if (closed) {
        return;
      }
      closed = true;
    }
    listening.close();
    follower.end();
    shared.close();
    thread.interrupt();
    boolean interrupted = false;
    try {
      if (!thread.join(CLOSING)) {
        LOG.warn("the shared store hangs; its thread ends when it is given up by the driver");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    copies.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Builds a {@link ReplicatedMemoryStore}. Not thread-safe.
   *
   * <p>Defaults: the tenants whose reader was asked for, an interval of a second, half a second for
   * an answer, no hints.
   */
  public static final class Builder {

    private final Supplier<? extends MemoryStore> shared;
    private final Path directory;
    private final Function<Path, ? extends MemoryStore> local;
    private final InstantSource clock;
    private @Nullable Set<Tenant> tenants;
    private Duration interval = Duration.ofSeconds(1);
    private Duration answerWithin = Duration.ofMillis(500);
    private ChangeHint hint = changed -> () -> {};

    private Builder(
        Supplier<? extends MemoryStore> shared,
        Path directory,
        Function<Path, ? extends MemoryStore> local,
        InstantSource clock) {
      this.shared = shared;
      this.directory = directory;
      this.local = local;
      this.clock = clock;
    }

    /**
     * Sets whose memories are copied. Those of others are read from the shared store alone.
     *
     * @param tenants at least one
     * @return this
     */
    public Builder tenants(Collection<Tenant> tenants) {
      if (tenants.isEmpty()) {
        throw new IllegalArgumentException("tenants must name at least one, got none");
      }
      this.tenants = Set.copyOf(tenants);
      return this;
    }

    /**
     * Sets how often the shared store is asked what changed; each time costs it a query or two and
     * one for each tenant.
     *
     * @param interval from 10 milliseconds to a day
     * @return this
     */
    public Builder interval(Duration interval) {
      this.interval = checked("interval", interval);
      return this;
    }

    /**
     * Sets how long a read waits for the shared store before it is taken to be down. A recall,
     * whose deadline is two seconds by default, must have time left for the copy.
     *
     * @param answerWithin from 10 milliseconds to a day
     * @return this
     */
    public Builder answerWithin(Duration answerWithin) {
      this.answerWithin = checked("answerWithin", answerWithin);
      return this;
    }

    private static Duration checked(String what, Duration duration) {
      if (duration.compareTo(Duration.ofMillis(10)) < 0
          || duration.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException(
            what + " must be from 10 milliseconds to 1 day, got " + duration);
      }
      return duration;
    }

    /**
     * Sets what tells that the shared store changed.
     *
     * @param hint listened to until the store is closed
     * @return this
     */
    public Builder hint(ChangeHint hint) {
      this.hint = hint;
      return this;
    }

    /**
     * Opens the store and begins to follow. Waits up to ten seconds for the shared store; where it
     * is down, what the copy holds can be read at once, and it goes on when the store is back.
     *
     * @return the store; to be closed
     * @throws io.runbookmemory.error.UnavailableException if the directory is open elsewhere, or
     *     cannot be written
     * @throws io.runbookmemory.error.ConfigurationException if the directory is a file, or the
     *     shared store says that it can never be opened like this
     * @throws io.runbookmemory.error.CorruptStoreException if the shared store is damaged
     */
    public ReplicatedMemoryStore open() {
      return new ReplicatedMemoryStore(this);
    }
  }
}
