package io.runbookmemory.examples.option;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.examples.option.convert.TenantConverter;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.oncall.Planner;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which store a command works on, and for whom. */
public final class StoreOptions {

  @Mixin private StoreLocation location = new StoreLocation();

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      defaultValue = "default",
      converter = TenantConverter.class,
      description = "Whose memories (default: ${DEFAULT-VALUE}).")
  private Tenant tenant = Tenant.DEFAULT;

  public Tenant tenant() {
    return tenant;
  }

  public String url() {
    return location.url();
  }

  /** Returns whether a store was named on the command line. */
  public boolean given() {
    return location.given();
  }

  public MemoryStore open() {
    return StoreUrl.open(location.url());
  }

  /** Opens the store for reading alone, which another process that writes it does not hinder. */
  public MemoryStore openToRead() {
    return StoreUrl.openToRead(location.url());
  }

  /**
   * Opens where the store's ledgers are: in the store itself, beside a Lucene store, and in the
   * shared store of a replica.
   */
  public LedgerStore openLedgers() {
    return StoreUrl.openLedgers(location.url());
  }

  /** Opens the store's ledgers where there are any, and makes none. */
  public Optional<LedgerStore> openLedgersToRead() {
    return StoreUrl.openLedgersToRead(location.url());
  }

  /** Opens the store and the bundled model. */
  public OpenMemory openWithModel() {
    return withModel(this::open);
  }

  /** Opens the store for reading alone, and the bundled model. */
  public OpenMemory openToReadWithModel() {
    return withModel(this::openToRead);
  }

  /** Opens both side by side: each takes about as long as the other. */
  private OpenMemory withModel(Supplier<MemoryStore> opening) {
    CompletableFuture<EmbeddingModel> loading =
        CompletableFuture.supplyAsync(
            OnnxEmbeddingModel::bundled,
            task -> Thread.ofPlatform().daemon().name("arm-model").start(task));
    MemoryStore store;
    try {
      store = opening.get();
    } catch (RuntimeException e) {
      // Waited for all the same, so that what it unpacks is deleted.
      throw loading
          .handle(
              (model, failed) -> {
                if (failed == null) {
                  model.close();
                }
                return e;
              })
          .join();
    }
    try {
      return OpenMemory.of(store, loading.join(), location.url(), tenant);
    } catch (CompletionException e) {
      store.close();
      throw e.getCause() instanceof RuntimeException fault ? fault : e;
    }
  }

  /** A store, a model and the memory made of them; closing it closes all three. */
  public static final class OpenMemory implements AutoCloseable {

    private final MemoryStore store;
    private final EmbeddingModel model;
    private final RunbookMemory memory;
    private final Tenant tenant;

    /** Takes over a store and a model, and closes both if they do not fit. */
    public static OpenMemory of(
        MemoryStore store, EmbeddingModel model, String url, Tenant tenant) {
      try {
        requireSame(store, model.space(), url);
        return new OpenMemory(store, model, tenant);
      } catch (RuntimeException e) {
        model.close();
        store.close();
        throw e;
      }
    }

    /** Says it with the store's name, which the memory made of it does not know. */
    private static void requireSame(MemoryStore store, EmbeddingSpace offered, String url) {
      EmbeddingSpace stored = store.space().orElse(offered);
      if (!stored.equals(offered)) {
        throw new EmbeddingSpaceException(
            StoreUrl.plain(url), stored.toString(), offered.toString());
      }
    }

    private OpenMemory(MemoryStore store, EmbeddingModel model, Tenant tenant) {
      this.store = store;
      this.model = model;
      this.tenant = tenant;
      // A command that recalls only reads, and what is evaluated is not used: neither counts.
      this.memory =
          RunbookMemory.builder(store).model(model).tenant(tenant).countRecalls(false).build();
    }

    public RunbookMemory memory() {
      return memory;
    }

    /** Returns the memory with another planner, to be closed before this. */
    public RunbookMemory planning(Planner planner) {
      return RunbookMemory.builder(store)
          .model(model)
          .tenant(tenant)
          .planner(planner)
          .countRecalls(false)
          .build();
    }

    /** Returns the memory with the rooms that need a ledger, to be closed before this. */
    public RunbookMemory keptIn(LedgerStore ledgers) {
      return RunbookMemory.builder(store)
          .model(model)
          .tenant(tenant)
          .ledger(ledgers)
          .countRecalls(false)
          .build();
    }

    public EmbeddingModel model() {
      return model;
    }

    public MemoryStore store() {
      return store;
    }

    /** Returns the way into the store, for what no verb of the memory writes. */
    public RememberPipeline remembering() {
      return remembering(store, model);
    }

    /** Returns the way into a store, or without a model one to read alone by. */
    public static RememberPipeline remembering(MemoryStore store, @Nullable EmbeddingModel model) {
      return new RememberPipeline(
          store, model, new PatternRedactor(), Environments.DEFAULT, InstantSource.system());
    }

    @Override
    public void close() {
      // Whatever fails, the store is closed: a lock left behind would keep the next command out.
      try (store;
          model;
          memory) {
        return;
      }
    }
  }
}
