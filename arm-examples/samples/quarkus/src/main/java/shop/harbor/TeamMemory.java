package shop.harbor;

import io.quarkus.runtime.Startup;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.RunbookMemoryBuilder;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.store.MemoryStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * The team's memory: opened when the service starts, so that a folder that will not do shows then
 * and not with the first alert, and closed when it stops.
 */
@Startup
@ApplicationScoped
class TeamMemory {

  private final MemoryStore store;
  private final RunbookMemory memory;

  TeamMemory(MemoryConfig config, Instance<EmbeddingModel> model) {
    store = LuceneMemoryStore.open(config.folder());
    RunbookMemoryBuilder builder = RunbookMemory.builder(store);
    if (model.isResolvable()) {
      builder.model(model.get());
    }
    memory = builder.build();
  }

  /** One for the whole service; a singleton, as a proxy of a final class cannot be made. */
  @Produces
  @Singleton
  RunbookMemory memory() {
    return memory;
  }

  /** In this order, which the container does not promise for beans of their own. */
  @PreDestroy
  void close() {
    memory.close();
    store.close();
  }
}
