package io.runbookmemory.examples.daemon.memory;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.examples.daemon.config.DaemonConfig;
import io.runbookmemory.examples.option.StoreUrl;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.store.replica.ReplicaStatus;
import io.runbookmemory.store.replica.ReplicatedMemoryStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ledgers, and from the first need on the memories and the model: a daemon whose memory is off
 * loads neither. Of a shared database with a copy on this machine the copy's too, and the ledgers
 * that this machine has for itself while the database is down. Thread-safe.
 */
public final class Stores implements AutoCloseable {

  private final Memories memories;
  private final LedgerStore ledgers;
  private final @Nullable LedgerStore spool;
  private final boolean apart;
  private final @Nullable Path local;

  private Stores(
      Memories memories,
      LedgerStore ledgers,
      @Nullable LedgerStore spool,
      boolean apart,
      @Nullable Path local) {
    this.memories = memories;
    this.ledgers = ledgers;
    this.spool = spool;
    this.apart = apart;
    this.local = local;
  }

  /** Opens the ledgers of the store of a configuration, with the bundled model. */
  public static Stores open(DaemonConfig config) {
    return open(config, OnnxEmbeddingModel::bundled);
  }

  /** Opens them with another model. */
  public static Stores open(DaemonConfig config, Supplier<EmbeddingModel> loader) {
    String url = config.store();
    Optional<StoreUrl.Replica> copied = StoreUrl.replica(url, config.replica().directory());
    if (copied.isEmpty()) {
      LedgerStore ledgers = StoreUrl.openLedgers(url);
      // A Lucene store's ledgers are a SQLite file beside it, which could hold memories too.
      Supplier<MemoryStore> store =
          ledgers instanceof MemoryStore both && !url.startsWith("lucene:")
              ? () -> both
              : () -> StoreUrl.openLean(url);
      return new Stores(
          new Memories(store, loader), ledgers, null, false, StoreUrl.local(url).orElse(null));
    }
    StoreUrl.Replica replica = copied.get();
    LedgerStore ledgers = new LateLedgers(() -> StoreUrl.openLedgers(replica.shared()));
    try {
      LedgerStore spool = StoreUrl.openLedgers("sqlite:" + spool(replica.directory()));
      try {
        Memories memories = new Memories(() -> StoreUrl.follow(replica, config.tenant()), loader);
        // It follows from now on, though nobody has asked for it.
        var unused = memories.store();
        return new Stores(memories, ledgers, spool, false, replica.directory());
      } catch (RuntimeException e) {
        spool.close();
        throw e;
      }
    } catch (RuntimeException e) {
      ledgers.close();
      throw e;
    }
  }

  private static Path spool(Path directory) {
    return directory.resolveSibling(directory.getFileName() + ".spool.db");
  }

  /** The memories and the model, which are opened once. */
  private static final class Memories implements AutoCloseable {

    private final Supplier<MemoryStore> opener;
    private final Supplier<EmbeddingModel> loader;
    private @Nullable MemoryStore store;
    private @Nullable EmbeddingModel model;

    Memories(Supplier<MemoryStore> opener, Supplier<EmbeddingModel> loader) {
      this.opener = opener;
      this.loader = loader;
    }

    synchronized MemoryStore store() {
      if (store == null) {
        store = opener.get();
      }
      return store;
    }

    synchronized EmbeddingModel model() {
      if (model == null) {
        model = loader.get();
      }
      return model;
    }

    @Override
    public synchronized void close() {
      MemoryStore open = store;
      EmbeddingModel loaded = model;
      try (open;
          loaded) {
        store = null;
        model = null;
      }
    }
  }

  public Ledger ledger(Tenant tenant) {
    return ledgers.ledger(tenant);
  }

  public Leases leases() {
    return ledgers.leases();
  }

  /** Returns the ledgers of all tenants, with their leases; not to be closed. */
  public LedgerStore ledgers() {
    return ledgers;
  }

  /**
   * Returns the same memories with the ledgers that this machine has for itself; not to be closed.
   * Empty where the database is nobody else's, or has no copy here.
   */
  public Optional<Stores> apart() {
    return spool == null
        ? Optional.empty()
        : Optional.of(new Stores(memories, spool, null, true, local));
  }

  /** Returns whether these ledgers are this machine's own, beside those that daemons share. */
  boolean isApart() {
    return apart;
  }

  /** Returns how the copy is; empty where there is none. */
  public Optional<ReplicaStatus> replica(Tenant tenant) {
    return spool != null && memories.store() instanceof ReplicatedMemoryStore replica
        ? Optional.of(replica.status(tenant))
        : Optional.empty();
  }

  /** Returns how many bytes the store's files have on this machine; NaN where it has none here. */
  public double bytes() {
    return local == null ? Double.NaN : FileSizes.of(local);
  }

  /** Returns the memories; where they are in one store with the ledgers that is opened once. */
  MemoryStore store() {
    return memories.store();
  }

  EmbeddingModel model() {
    return memories.model();
  }

  @Override
  public void close() {
    try (ledgers;
        spool;
        memories) {
      return;
    }
  }
}
