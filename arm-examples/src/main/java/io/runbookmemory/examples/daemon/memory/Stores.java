package io.runbookmemory.examples.daemon.memory;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.examples.option.StoreUrl;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ledgers, and from the first need on the memories and the model: a daemon whose memory is off
 * loads neither. Thread-safe.
 */
public final class Stores implements AutoCloseable {

  private final String url;
  private final Supplier<EmbeddingModel> loader;
  private final LedgerStore ledgers;
  private @Nullable MemoryStore store;
  private @Nullable EmbeddingModel model;

  private Stores(String url, Supplier<EmbeddingModel> loader, LedgerStore ledgers) {
    this.url = url;
    this.loader = loader;
    this.ledgers = ledgers;
  }

  /** Opens the ledgers of the store that a URL names, with the bundled model. */
  public static Stores open(String url) {
    return open(url, OnnxEmbeddingModel::bundled);
  }

  /** Opens them with another model. */
  public static Stores open(String url, Supplier<EmbeddingModel> loader) {
    return new Stores(url, loader, StoreUrl.openLedgers(url));
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

  /** Returns the memories; where they are in one store with the ledgers that is opened once. */
  synchronized MemoryStore store() {
    if (store == null) {
      store = ledgers instanceof MemoryStore both && isOne() ? both : StoreUrl.open(url);
    }
    return store;
  }

  /** A Lucene store's ledgers are a SQLite file beside it, which could hold memories too. */
  private boolean isOne() {
    return !url.startsWith("lucene:") && !url.startsWith("replica:");
  }

  synchronized EmbeddingModel model() {
    if (model == null) {
      model = loader.get();
    }
    return model;
  }

  @Override
  public synchronized void close() {
    MemoryStore memories = store;
    EmbeddingModel loaded = model;
    try (ledgers;
        memories;
        loaded) {
      store = null;
      model = null;
    }
  }
}
