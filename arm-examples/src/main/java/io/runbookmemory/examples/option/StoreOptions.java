package io.runbookmemory.examples.option;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.store.MemoryStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which store a command works on, and for whom. */
public final class StoreOptions {

  @Option(
      names = "--store",
      paramLabel = "URL",
      description =
          "lucene:DIR, sqlite:FILE or memory: (default: $ARM_STORE, else lucene:~/.arm/memory).")
  private @Nullable String url;

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
    return StoreUrl.open(
        Optional.ofNullable(url)
            .or(() -> Optional.ofNullable(System.getenv("ARM_STORE")))
            .filter(one -> !one.isBlank())
            .orElse(StoreUrl.DEFAULT));
  }

  /** Opens the store and the bundled model. */
  public OpenMemory openWithModel() {
    MemoryStore store = open();
    EmbeddingModel model = null;
    try {
      model = OnnxEmbeddingModel.bundled();
      return new OpenMemory(store, model, tenant);
    } catch (RuntimeException e) {
      if (model != null) {
        model.close();
      }
      store.close();
      throw e;
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
