package io.runbookmemory.lucene;

import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.testkit.MemoryStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;

class LuceneMemoryStoreTest extends MemoryStoreContract {

  /** The contract opens when it is first asked, which several threads may do at once. */
  @BeforeEach
  void openBeforeThreadsDo() {
    store();
  }

  @Override
  protected MemoryStore open(Path directory) {
    return LuceneMemoryStore.open(directory);
  }
}
