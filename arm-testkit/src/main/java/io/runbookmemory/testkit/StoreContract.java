package io.runbookmemory.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import io.runbookmemory.testkit.differential.Subject;
import java.util.Arrays;
import java.util.List;

/** What every theme of the contract stands on. */
interface StoreContract extends Subject {

  MemoryStore store();

  default MemoryReader reader() {
    return store().reader(Tenant.DEFAULT);
  }

  default MemoryWriter writer() {
    return store().writer(Tenant.DEFAULT);
  }

  /** Writes a batch that must not conflict. */
  default List<Long> write(StoredMemory... batch) {
    return write(Arrays.asList(batch));
  }

  /** Writes a batch that must not conflict. */
  default List<Long> write(List<StoredMemory> batch) {
    UpsertResult result = writer().upsert(batch);
    assertThat(result).isInstanceOf(UpsertResult.Applied.class);
    return ((UpsertResult.Applied) result).versions();
  }

  /** A memory that must be there. */
  default StoredMemory stored(MemoryId id) {
    return reader().get(id).orElseThrow();
  }
}
