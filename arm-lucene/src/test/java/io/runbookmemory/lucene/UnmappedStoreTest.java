package io.runbookmemory.lucene;

import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.testkit.MemoryStoreContract;
import java.nio.file.Path;

class UnmappedStoreTest extends MemoryStoreContract {

  @Override
  protected MemoryStore open(Path directory) {
    return LuceneMemoryStore.open(
        directory, LuceneOptions.builder().files(FileAccess.READ).build());
  }
}
