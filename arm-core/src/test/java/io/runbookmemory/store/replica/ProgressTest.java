package io.runbookmemory.store.replica;

import static io.runbookmemory.store.replica.Replicas.feed;
import static io.runbookmemory.store.replica.Replicas.reader;
import static io.runbookmemory.store.replica.Replicas.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.replica.Progress.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static void step(ExactMemoryStore store, Random random) {
    String title = "memory " + random.nextInt(6);
    var id = TestMemories.id(title);
    boolean there = reader(store).get(id).isPresent();
    switch (random.nextInt(4)) {
      case 0 -> store.writer(Tenant.DEFAULT).delete(List.of(id), TestMemories.NOW);
      case 1 -> store.writer(Tenant.DEFAULT).adjust(id, UsageDelta.recalled());
      default -> {
        if (!there) {
          write(store, title);
        }
      }
    }
  }

  private static boolean isContinued(ExactMemoryStore store, Progress progress, int page) {
    List<Change> changes = reader(store).changes(progress.before(), page);
    return progress.isContinuedBy(changes, changes.size() < page);
  }

  @Test
  void aPastThatGoesOnIsNeverTakenForAnother() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      ExactMemoryStore store = new ExactMemoryStore();
      Progress progress = Progress.NONE;
      for (int i = 0; i < 60; i++) {
        step(store, random);
        if (random.nextInt(4) == 0) {
          int page = 2 + random.nextInt(5);
          assertThat(isContinued(store, progress, page)).as("seed %s, step %s", seed, i).isTrue();
          List<Change> feed = feed(store);
          if (!feed.isEmpty()) {
            progress = progress.after(feed.get(random.nextInt(feed.size())), 0);
          }
        }
      }
    }
  }

  @Test
  void aPastThatIsShorterIsAnother() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      ExactMemoryStore store = new ExactMemoryStore();
      write(store, "first");
      for (int i = 0; i < 10; i++) {
        step(store, random);
      }
      List<Change> backup = feed(store);
      write(store, "lost");
      Progress progress = Progress.NONE.after(feed(store).getLast(), 0);
      ExactMemoryStore restored = new ExactMemoryStore();
      restored.writer(Tenant.DEFAULT).apply(backup);

      assertThat(isContinued(restored, progress, 100)).as("seed %s", seed).isFalse();
    }
  }

  @Test
  void anotherMemoryInThePlaceOfTheLastIsAnotherPast() {
    ExactMemoryStore store = new ExactMemoryStore();
    write(store, "a", "b");
    Progress progress = Progress.NONE.after(feed(store).getLast(), 0);
    ExactMemoryStore other = new ExactMemoryStore();
    write(other, "a", "c", "d");

    assertThat(isContinued(store, progress, 100)).isTrue();
    assertThat(isContinued(other, progress, 100)).isFalse();
    assertThat(isContinued(other, progress, 2)).isFalse();
  }

  @Test
  void whatIsWrittenDownIsReadAgain() {
    CopyState state =
        new CopyState(
            new StoreIdentity("a server", "timeline 1"),
            Map.of(
                Tenant.DEFAULT,
                new Progress(
                    new Seen(12, TestMemories.id("a"), 3),
                    7,
                    Instant.parse("2026-05-12T02:41:00Z")),
                new Tenant("other"),
                Progress.NONE));

    assertThat(CopyState.read(state.write())).contains(state);
    CopyState empty = new CopyState(null, Map.of());
    assertThat(CopyState.read(empty.write())).contains(empty);
  }

  @Test
  void whatThisReleaseDoesNotKnowIsNotRead() {
    assertThat(CopyState.read("")).isEmpty();
    assertThat(CopyState.read("[]")).isEmpty();
    assertThat(CopyState.read("{\"format\":2}")).isEmpty();
    assertThat(CopyState.read("{\"format\":1,\"source\":{}}")).isEmpty();
    assertThat(
            CopyState.read(
                "{\"format\":1,\"tenants\":{\"default\":{\"localPosition\":1,\"asOf\":\"now\"}}}"))
        .isEmpty();
  }
}
