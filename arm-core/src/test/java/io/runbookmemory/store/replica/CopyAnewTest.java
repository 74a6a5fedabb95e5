package io.runbookmemory.store.replica;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static io.runbookmemory.store.replica.Replicas.await;
import static io.runbookmemory.store.replica.Replicas.awaitCopyOf;
import static io.runbookmemory.store.replica.Replicas.feed;
import static io.runbookmemory.store.replica.Replicas.pointing;
import static io.runbookmemory.store.replica.Replicas.reader;
import static io.runbookmemory.store.replica.Replicas.titles;
import static io.runbookmemory.store.replica.Replicas.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.Staleness;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a copy cannot be gone on with after. */
@Timeout(120)
class CopyAnewTest {

  private static final StoreIdentity RESTORED = new StoreIdentity("server", "2");

  @TempDir Path temp;
  private Path directory;
  private final FlakyStore server = new FlakyStore();
  private Replicas replicas;

  @BeforeEach
  void replicas() {
    directory = temp.resolve("replica");
    replicas = new Replicas(directory);
  }

  private ReplicatedMemoryStore open(Supplier<MemoryStore> shared) {
    return replicas.of(shared).tenants(List.of(Tenant.DEFAULT)).open();
  }

  private void goDown(ReplicatedMemoryStore replica) {
    server.down(true);
    await(() -> !replica.status(Tenant.DEFAULT).reached());
  }

  private List<Path> copies() throws Exception {
    try (Stream<Path> inside = Files.list(directory)) {
      return inside.filter(Files::isDirectory).toList();
    }
  }

  @Test
  void afterARestoreNothingSurvivesThatTheBackupDoesNotKnow() throws Exception {
    assertThatARestoreIsFollowed(server::identified, RESTORED);
  }

  @Test
  void aRestoreIsSeenInTheFeedOfAStoreThatCannotSayWhichItIs() throws Exception {
    assertThatARestoreIsFollowed(server::nameless, RESTORED);
  }

  private void assertThatARestoreIsFollowed(Supplier<MemoryStore> shared, StoreIdentity restored)
      throws Exception {
    write(server.itself(), "kept", "deleted after the backup");
    List<Change> backup = feed(server.itself());
    try (ReplicatedMemoryStore replica = open(shared)) {
      server.itself().writer(Tenant.DEFAULT).delete(List.of(id("deleted after the backup")), NOW);
      write(server.itself(), "written after the backup");
      awaitCopyOf(server, replica);

      server.restore(restored, Tenant.DEFAULT, backup);
      awaitCopyOf(server, replica);
      await(() -> Files.exists(directory.resolve("copy-2")) && !hasCopy(1));
      goDown(replica);

      assertThat(titles(replica)).containsExactly("deleted after the backup", "kept");
      assertThat(copies()).hasSize(1);
    }
  }

  private boolean hasCopy(int number) {
    return Files.exists(directory.resolve("copy-" + number));
  }

  @Test
  void aPastThatOvertookTheCopyIsSeenByItsIdentity() {
    write(server.itself(), "kept");
    List<Change> backup = feed(server.itself());
    write(server.itself(), "lost");
    try (ReplicatedMemoryStore replica = open(server::identified)) {
      awaitCopyOf(server, replica);
      ExactMemoryStore restored = new ExactMemoryStore();
      restored.writer(Tenant.DEFAULT).apply(backup);
      write(restored, "lost", "and more");
      server.become(RESTORED, restored);
      await(() -> hasCopy(2) && !hasCopy(1));
      awaitCopyOf(server, replica);
      goDown(replica);

      assertThat(titles(replica)).containsExactly("and more", "kept", "lost");
    }
  }

  @Test
  void untilTheNewCopyIsCompleteTheOldOneIsRead() throws Exception {
    write(server.itself(), "old");
    try (ReplicatedMemoryStore replica = open(server::identified)) {
      awaitCopyOf(server, replica);
    }
    ExactMemoryStore restored = new ExactMemoryStore();
    for (int i = 0; i < 3 * Follower.PAGE; i++) {
      write(restored, "new " + i);
    }
    server.become(RESTORED, restored);
    // Enough to open it, to see that it is another, and to read a page.
    server.downAfter(4);
    for (int start = 0; start < 2; start++) {
      try (ReplicatedMemoryStore replica = open(server::identified)) {
        await(() -> !replica.status(Tenant.DEFAULT).reached());
        assertThat(hasCopy(2)).isTrue();
        assertThat(titles(replica)).containsExactly("old");
        assertThat(reader(replica).staleness()).contains(new Staleness(NOW));
      }
    }
    server.down(false);
    try (ReplicatedMemoryStore replica = open(server::identified)) {
      awaitCopyOf(server, replica);
      goDown(replica);
      assertThat(titles(replica)).hasSize(1000).isEqualTo(titles(restored));
      assertThat(copies()).containsExactly(directory.resolve("copy-2"));
    }
  }

  @Test
  void theCopyOfAnotherStoreIsNeverReadAfterwards() {
    write(server.itself(), "of the first team");
    try (ReplicatedMemoryStore replica = open(server::identified)) {
      awaitCopyOf(server, replica);
      ExactMemoryStore other = new ExactMemoryStore();
      write(other, "of the second team");
      server.become(new StoreIdentity("another server", "1"), other);
      await(() -> !hasCopy(1));
      awaitCopyOf(server, replica);
      goDown(replica);

      assertThat(titles(replica)).containsExactly("of the second team");
    }
  }

  @Test
  void vectorsOfAnotherSpaceAreCopiedAnew() {
    EmbeddingSpace small = new EmbeddingSpace("small", 2, "1");
    EmbeddingSpace large = new EmbeddingSpace("large", 3, "1");
    server.itself().writer(Tenant.DEFAULT).upsert(List.of(pointing("a", small, 1, 0)));
    try (ReplicatedMemoryStore replica = open(server::identified)) {
      awaitCopyOf(server, replica);
      ExactMemoryStore embeddedAgain = new ExactMemoryStore();
      embeddedAgain.writer(Tenant.DEFAULT).upsert(List.of(pointing("a", large, 1, 0, 0)));
      server.become(new StoreIdentity("server", "1"), embeddedAgain);
      await(() -> hasCopy(2) && !hasCopy(1));
      goDown(replica);

      assertThat(replica.space()).contains(large);
      assertThat(reader(replica).get(id("a")).orElseThrow().space()).isEqualTo(large);
    }
  }

  @Test
  void aLocalStoreThatLostMemoriesIsFilledAnew() {
    write(server.itself(), "a", "b");
    try (ReplicatedMemoryStore replica = open(server::identified)) {
      awaitCopyOf(server, replica);
    }
    replicas.loseLocalStores();
    try (ReplicatedMemoryStore replica = open(server::identified)) {
      awaitCopyOf(server, replica);
      goDown(replica);
      assertThat(titles(replica)).containsExactly("a", "b");
    }
  }

  @Test
  void aPlaceThatWasWrittenLateIsGoneOnFrom() throws Exception {
    write(server.itself(), "a", "b");
    Path state = directory.resolve("copy-1").resolve("replica.json");
    try (ReplicatedMemoryStore replica = open(server::identified)) {
      awaitCopyOf(server, replica);
    }
    String early = Files.readString(state);
    try (ReplicatedMemoryStore replica = open(server::identified)) {
      server.itself().writer(Tenant.DEFAULT).delete(List.of(id("a")), NOW);
      write(server.itself(), "c");
      awaitCopyOf(server, replica);
    }
    // As if the process had ended before it was written.
    Files.writeString(state, early);

    try (ReplicatedMemoryStore replica = open(server::identified)) {
      awaitCopyOf(server, replica);
      goDown(replica);
      assertThat(titles(replica)).containsExactly("b", "c");
      assertThat(hasCopy(1)).isTrue();
    }
  }

  @Test
  void aPlaceThatCannotBeReadIsCopiedAnew() throws Exception {
    write(server.itself(), "a");
    try (ReplicatedMemoryStore replica = open(server::identified)) {
      awaitCopyOf(server, replica);
    }
    Files.writeString(directory.resolve("copy-1").resolve("replica.json"), "{\"format\":1,");

    try (ReplicatedMemoryStore replica = open(server::identified)) {
      awaitCopyOf(server, replica);
      assertThat(hasCopy(1)).isFalse();
      goDown(replica);
      assertThat(titles(replica)).containsExactly("a");
    }
  }

  @Test
  void aDiskThatIsFullStopsTheCopyAndNothingElse() {
    try (ReplicatedMemoryStore replica = open(server::identified)) {
      awaitCopyOf(server, replica);
      replicas.refusal = new UnavailableException("the disk", "the disk is full");
      write(replica, "a");
      await(() -> replica.status(Tenant.DEFAULT).fault() != null);

      assertThat(replica.status(Tenant.DEFAULT).fault()).isEqualTo("the disk is full");
      assertThat(replica.status(Tenant.DEFAULT).reached()).isTrue();
      assertThat(titles(replica)).containsExactly("a");

      replicas.refusal = null;
      awaitCopyOf(server, replica);
      await(() -> replica.status(Tenant.DEFAULT).fault() == null);
      assertThat(hasCopy(1)).isTrue();
    }
  }

  @Test
  void aLocalStoreThatIsDamagedAmidFollowingIsFilledAnew() throws Exception {
    write(server.itself(), "a");
    try (ReplicatedMemoryStore replica = open(server::identified)) {
      awaitCopyOf(server, replica);
      replicas.refusal = new CorruptStoreException("the file", "a file is damaged");
      write(server.itself(), "b");
      await(() -> hasCopy(3));
      assertThat(titles(replica)).containsExactly("a", "b");
      assertThat(copies()).as("the old one and the newest").hasSize(2);

      replicas.refusal = null;
      awaitCopyOf(server, replica);
      await(() -> !hasCopy(1));
      goDown(replica);
      assertThat(titles(replica)).containsExactly("a", "b");
    }
  }
}
