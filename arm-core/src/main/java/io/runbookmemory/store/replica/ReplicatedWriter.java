package io.runbookmemory.store.replica;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes to the shared store alone. */
final class ReplicatedWriter implements MemoryWriter {

  private final SharedStore shared;
  private final Tenant tenant;

  ReplicatedWriter(SharedStore shared, Tenant tenant) {
    this.shared = shared;
    this.tenant = tenant;
  }

  private <T> T write(Function<MemoryWriter, T> write) {
    return shared.write(store -> write.apply(store.writer(tenant)));
  }

  @Override
  public UpsertResult upsert(List<StoredMemory> batch) {
    return write(writer -> writer.upsert(batch));
  }

  @Override
  public boolean adjust(MemoryId id, UsageDelta delta) {
    return write(writer -> writer.adjust(id, delta));
  }

  @Override
  public long adjust(Map<MemoryId, UsageDelta> deltas) {
    return write(writer -> writer.adjust(deltas));
  }

  @Override
  public long delete(Collection<MemoryId> ids, Instant at) {
    return write(writer -> writer.delete(ids, at));
  }

  @Override
  public long delete(Filter filter, Instant at) {
    return write(writer -> writer.delete(filter, at));
  }

  @Override
  public long apply(List<Change> changes) {
    return write(writer -> writer.apply(changes));
  }
}
