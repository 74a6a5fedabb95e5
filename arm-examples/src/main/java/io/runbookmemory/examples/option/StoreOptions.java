package io.runbookmemory.examples.option;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.store.MemoryStore;
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

  public MemoryStore open() {
    return StoreUrl.open(location.url());
  }

  /** Opens the store for reading alone, which another process that writes it does not hinder. */
  public MemoryStore openToRead() {
    return StoreUrl.openToRead(location.url());
  }

  /** Opens the store and the bundled model. */
  public OpenMemory openWithModel() {
    return withModel(open());
  }

  /** Opens the store for reading alone, and the bundled model. */
  public OpenMemory openToReadWithModel() {
    return withModel(openToRead());
  }

  private OpenMemory withModel(MemoryStore store) {
    EmbeddingModel model = null;
    try {
      model = OnnxEmbeddingModel.bundled();
      requireSame(store, model.space());
      return new OpenMemory(store, model, tenant);
    } catch (RuntimeException e) {
      if (model != null) {
        model.close();
      }
      store.close();
      throw e;
    }
  }

  /** Says it with the store's name, which the memory made of it does not know. */
  private void requireSame(MemoryStore store, EmbeddingSpace offered) {
    EmbeddingSpace stored = store.space().orElse(offered);
    if (!stored.equals(offered)) {
      throw new EmbeddingSpaceException(
          StoreUrl.plain(location.url()), stored.toString(), offered.toString());
    }
  }

  /** A store, a model and the memory made of them; closing it closes all three. */
  public static final class OpenMemory implements AutoCloseable {

    private final MemoryStore store;
    private final EmbeddingModel model;
    private final RunbookMemory memory;

    public OpenMemory(MemoryStore store, EmbeddingModel model, Tenant tenant) {
      this.store = store;
      this.model = model;
      this.memory = RunbookMemory.builder(store).model(model).tenant(tenant).build();
    }

    public RunbookMemory memory() {
      return memory;
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
