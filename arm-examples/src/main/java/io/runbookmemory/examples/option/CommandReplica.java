package io.runbookmemory.examples.option;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.replica.ReplicaStatus;
import io.runbookmemory.store.replica.ReplicatedMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A replica for as long as a command runs: it is closed when the copy has caught up, since nobody
 * follows the shared store between two commands. What a minute is too short for the next command
 * goes on with.
 */
final class CommandReplica implements MemoryStore {

  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration MOST = Duration.ofMinutes(1);

  private final ReplicatedMemoryStore store;
  private final Set<Tenant> tenants = ConcurrentHashMap.newKeySet();

  CommandReplica(Supplier<? extends MemoryStore> shared, Path directory) {
    this.store =
        ReplicatedMemoryStore.builder(shared, directory, LuceneMemoryStore::open, Instant::now)
            .interval(INTERVAL)
            .open();
  }

  @Override
  public MemoryReader reader(Tenant tenant) {
    tenants.add(tenant);
    return store.reader(tenant);
  }

  @Override
  public MemoryWriter writer(Tenant tenant) {
    return store.writer(tenant);
  }

  @Override
  public Optional<EmbeddingSpace> space() {
    return store.space();
  }

  @Override
  public Capabilities capabilities() {
    return store.capabilities();
  }

  @Override
  public void close() {
    try (store) {
      Instant now = Instant.now();
      for (Tenant tenant : tenants) {
        while (isBehind(tenant, now) && Instant.now().isBefore(now.plus(MOST))) {
          TimeUnit.MILLISECONDS.sleep(10);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isBehind(Tenant tenant, Instant now) {
    ReplicaStatus status = store.status(tenant);
    return status.reached()
        && status.fault() == null
        && (status.asOf() == null || status.asOf().isBefore(now));
  }
}
