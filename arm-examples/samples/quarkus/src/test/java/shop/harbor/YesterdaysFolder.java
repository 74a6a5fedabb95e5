package shop.harbor;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.store.MemoryStore;
import java.nio.file.Path;
import java.util.Map;

/**
 * One folder for every run of the service in these tests. Before each start something is remembered
 * in it, which takes that the run before has closed it: a folder that is open is locked.
 */
public class YesterdaysFolder implements QuarkusTestResourceLifecycleManager {

  static final String FIX =
      "Checkout answers 503, the database pool was exhausted. Fix: raised the pool from 100 to 200."
          + " Cause: the flag service leaks connections.";

  private static final Path FOLDER = Path.of("target", "memory");

  @Override
  public Map<String, String> start() {
    try (MemoryStore store = LuceneMemoryStore.open(FOLDER);
        RunbookMemory memory = RunbookMemory.builder(store).build()) {
      memory.remember(FIX);
    }
    return Map.of("memory.folder", FOLDER.toString());
  }

  @Override
  public void stop() {}
}
