package io.runbookmemory.store.replica;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static io.runbookmemory.store.replica.Replicas.await;
import static io.runbookmemory.store.replica.Replicas.awaitUp;
import static io.runbookmemory.store.replica.Replicas.reader;
import static io.runbookmemory.store.replica.Replicas.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Random writes, outages, restores and new starts: in the end the copy is what the store is. */
@Timeout(300)
class FollowingPropertyTest {

  private static final int MEMORIES = 12;

  @TempDir Path temp;
  private final FlakyStore server = new FlakyStore();
  private int histories = 1;

  @Test
  void theCopyIsWhatTheStoreIs() {
    for (long seed = 1; seed <= 4; seed++) {
      Random random = new Random(seed);
      Replicas replicas = new Replicas(temp.resolve("replica-" + seed));
      server.become(identity(), new ExactMemoryStore());
      for (int start = 0; start < 4; start++) {
        try (ReplicatedMemoryStore replica =
            replicas.of(server::identified).tenants(List.of(Tenant.DEFAULT)).open()) {
          for (int i = 0; i < 60; i++) {
            step(random);
            LockSupport.parkNanos(random.nextInt(5_000_000));
            assertThat(Replicas.titles(replica)).as("seed %s", seed).doesNotHaveDuplicates();
          }
        }
      }
      assertThatTheCopyIsTheStore(seed, replicas);
    }
  }

  private StoreIdentity identity() {
    return new StoreIdentity("server", "history " + histories++);
  }

  private void step(Random random) {
    String title = "memory " + random.nextInt(MEMORIES);
    MemoryId id = id(title);
    StoredMemory there = reader(server.itself()).get(id).orElse(null);
    var writer = server.itself().writer(Tenant.DEFAULT);
    switch (random.nextInt(40)) {
      case 0 -> server.down(true);
      case 1, 2 -> server.downAfter(random.nextInt(20));
      case 3, 4, 5 -> server.down(false);
      case 6 -> {
        List<Change> feed = Replicas.feed(server.itself());
        server.restore(
            identity(), Tenant.DEFAULT, feed.subList(0, random.nextInt(feed.size() + 1)));
      }
      case 7, 8, 9, 10 -> writer.delete(List.of(id), NOW);
      case 11, 12, 13, 14 -> writer.adjust(id, UsageDelta.recalled());
      default -> {
        if (there == null) {
          write(server.itself(), title);
        } else {
          String text = "text " + random.nextInt();
          writer.upsert(
              List.of(StoredMemory.lexical(there.memory().toBuilder().title(text).build())));
        }
      }
    }
  }

  private void assertThatTheCopyIsTheStore(long seed, Replicas replicas) {
    server.down(false);
    try (ReplicatedMemoryStore replica =
        replicas.of(server::identified).tenants(List.of(Tenant.DEFAULT)).open()) {
      write(server.itself(), "the last of seed " + seed);
      // A moment that only a round can note that began after the last write and came to its end.
      replicas.now = NOW.plusSeconds(1);
      await(() -> replicas.now.equals(replica.status(Tenant.DEFAULT).asOf()));
      awaitUp(replica);
      server.down(true);
      await(() -> !replica.status(Tenant.DEFAULT).reached());

      MemoryReader copy = reader(replica);
      List<StoredMemory> all = reader(server.itself()).scan(Filter.everything(), null, 100);
      assertThat(copy.staleness()).as("seed %s", seed).isPresent();
      assertThat(copy.scan(Filter.everything(), null, 100)).as("seed %s", seed).isEqualTo(all);
      List<MemoryId> ids = all.stream().map(StoredMemory::id).toList();
      assertThat(copy.usage(ids)).as("seed %s", seed).isEqualTo(reader(server.itself()).usage(ids));
    }
  }
}
