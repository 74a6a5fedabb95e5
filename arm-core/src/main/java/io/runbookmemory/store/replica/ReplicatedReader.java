package io.runbookmemory.store.replica;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.Staleness;
import io.runbookmemory.store.StoreStats;
import io.runbookmemory.store.StoredMemory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the shared store, or the copy while that one does not answer. How long it waits for the
 * shared store is the replica's to say: a caller in a hurry must not make it look down.
 */
final class ReplicatedReader implements MemoryReader {

  private final ReplicatedMemoryStore replica;
  private final SharedStore shared;
  private final Copies copies;
  private final Tenant tenant;

  ReplicatedReader(
      ReplicatedMemoryStore replica, SharedStore shared, Copies copies, Tenant tenant) {
    this.replica = replica;
    this.shared = shared;
    this.copies = copies;
    this.tenant = tenant;
  }

  private <T> T read(Function<MemoryReader, T> question) {
    T answer = askShared(question);
    return answer == null ? askCopy(question) : answer;
  }

  private <T> @Nullable T askShared(Function<MemoryReader, T> question) {
    shared.requireOpen();
    // What is no longer waited for is not to keep the shared store busy either.
    return shared.askBriefly(
        store -> question.apply(store.reader(tenant).within(shared.patience())));
  }

  private <T> T askCopy(Function<MemoryReader, T> question) {
    if (!replica.follows(tenant)) {
      throw down(
          "the replica does not follow the tenant " + tenant + ": add it to the replica's tenants");
    }
    return copies.read(
        copy -> {
          shared.requireOpen();
          return question.apply(copy.store().reader(tenant));
        });
  }

  private UnavailableException down(String rule) {
    return new UnavailableException(
        replica.name(), "the shared store is down (" + shared.fault() + "), and " + rule);
  }

  @Override
  public Tenant tenant() {
    return tenant;
  }

  @Override
  public Optional<StoredMemory> get(MemoryId id) {
    return read(reader -> reader.get(id));
  }

  @Override
  public List<StoredMemory> getAll(Collection<MemoryId> ids) {
    return read(reader -> reader.getAll(ids));
  }

  @Override
  public Map<MemoryId, Usage> usage(Collection<MemoryId> ids) {
    return read(reader -> reader.usage(ids));
  }

  @Override
  public List<SearchHit> search(SearchRequest request) {
    return read(reader -> reader.search(request));
  }

  @Override
  public List<StoredMemory> scan(Filter filter, @Nullable MemoryId after, int pageSize) {
    return read(reader -> reader.scan(filter, after, pageSize));
  }

  @Override
  public long count(Filter filter) {
    return read(reader -> reader.count(filter));
  }

  @Override
  public List<Memory> history(MemoryId id) {
    return read(reader -> reader.history(id));
  }

  @Override
  public List<Change.Deleted> tombstones(Collection<MemoryId> ids) {
    return read(reader -> reader.tombstones(ids));
  }

  @Override
  public List<Change> changes(long after, int pageSize) {
    List<Change> page = askShared(reader -> reader.changes(after, pageSize));
    if (page == null) {
      throw down("positions in its feed are its own, not the copy's: follow it when it is back");
    }
    return page;
  }

  @Override
  public StoreStats stats() {
    StoreStats stats = askShared(MemoryReader::stats);
    if (stats != null) {
      return stats;
    }
    StoreStats local = askCopy(MemoryReader::stats);
    return new StoreStats(
        local.memories(),
        local.passages(),
        local.revisions(),
        local.tombstones(),
        copies.current().state().progress(tenant).position());
  }

  @Override
  public Optional<Staleness> staleness() {
    return shared.fault() == null
        ? Optional.empty()
        : Optional.of(new Staleness(copies.current().state().progress(tenant).asOf()));
  }
}
