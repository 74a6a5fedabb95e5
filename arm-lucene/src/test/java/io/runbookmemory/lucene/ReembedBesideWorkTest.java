package io.runbookmemory.lucene;

import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.lucene.report.RewriteReport;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import io.runbookmemory.testkit.SampleMemories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recall, writing and following go on while a store gets other vectors. */
@Timeout(120)
class ReembedBesideWorkTest {

  private static final int MEMORIES = 400;
  private static final int FIRST_NEWS = 1000;

  @TempDir Path path;
  private final EmbeddingModel old = new FakeEmbeddingModel(64);
  private final EmbeddingModel model = new FakeEmbeddingModel(96);
  private volatile boolean over;
  private volatile boolean allWritten;
  private final CountDownLatch firstSearches = new CountDownLatch(2);

  private static StoredMemory note(long number, EmbeddingModel with) {
    return SampleMemories.embedded(
        SampleMemories.note(id(number), "Note " + number, "disk " + number).build(), with);
  }

  private EmbeddingModel modelOf(EmbeddingSpace space) {
    return space.equals(old.space()) ? old : model;
  }

  @Test
  void nobodyFailsAndNothingIsLostOrMixed() throws Exception {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      List<StoredMemory> first = new ArrayList<>();
      for (int i = 0; i < MEMORIES; i++) {
        first.add(note(i, old));
      }
      store.writer(Tenant.DEFAULT).upsert(first);

      Future<Set<EmbeddingSpace>> searched = threads.submit(() -> search(store));
      Future<Set<EmbeddingSpace>> searchedElsewhere = threads.submit(this::searchAsAnotherProcess);
      Future<Integer> written = threads.submit(() -> write(store));
      Future<Map<MemoryId, String>> followed = threads.submit(() -> follow(store));
      firstSearches.await();
      RewriteReport report = store.reembed(model.space(), this::slowly, Progress.SILENT);
      over = true;

      int news = written.get();
      allWritten = true;
      assertThat(report.embedded()).isGreaterThanOrEqualTo(MEMORIES);
      assertThat(searched.get()).containsExactlyInAnyOrder(old.space(), model.space());
      assertThat(searchedElsewhere.get()).contains(model.space());
      assertThat(news).as("written meanwhile").isPositive();
      assertEnd(store.reader(Tenant.DEFAULT), news, followed.get());
    }
  }

  private List<StoredMemory> slowly(List<io.runbookmemory.memory.Memory> memories) {
    try {
      Thread.sleep(150);
    } catch (InterruptedException e) {
      throw new AssertionError("nobody may interrupt the rewrite", e);
    }
    return memories.stream().map(memory -> SampleMemories.embedded(memory, model)).toList();
  }

  private void assertEnd(MemoryReader reader, int news, Map<MemoryId, String> followed) {
    List<StoredMemory> all = reader.scan(Filter.everything(), null, 100_000);
    assertThat(all).hasSize(MEMORIES + news - news / 4);
    assertThat(all).allMatch(stored -> model.space().equals(stored.space()));
    assertThat(followed).isEqualTo(feed(reader.changes(0, 100_000)));
    assertThat(reader.usage(List.of(id(1))).get(id(1)))
        .satisfies(usage -> assertThat(usage.reinforcements()).isEqualTo(news));
  }

  /** Where each memory stands in the feed, and whether it is gone. */
  private static Map<MemoryId, String> feed(List<Change> changes) {
    Map<MemoryId, String> feed = new HashMap<>();
    changes.forEach(
        change ->
            feed.put(change.id(), change.position() + " " + (change instanceof Change.Deleted)));
    return feed;
  }

  /**
   * Searches in the store's own space without a pause, until all is over and the new space was
   * found; returns the spaces that it found.
   */
  private Set<EmbeddingSpace> search(LuceneMemoryStore store) throws Exception {
    MemoryReader reader = store.reader(Tenant.DEFAULT);
    Set<EmbeddingSpace> found = new HashSet<>();
    while (!over || !found.contains(model.space())) {
      EmbeddingSpace space = store.space().orElseThrow();
      unlessSwitched(
          store,
          space,
          () -> {
            EmbeddingModel with = modelOf(space);
            SearchRequest request =
                SearchRequest.vector(with.embedQuery("Note 42\n\ndisk 42"), space, NOW)
                    .topK(2)
                    .build();
            assertThat(reader.search(request)).hasSize(2);
            if (found.isEmpty()) {
              firstSearches.countDown();
            }
            return found.add(space);
          });
      List<StoredMemory> page = reader.scan(Filter.everything(), null, 500);
      assertThat(page.stream().map(StoredMemory::space).distinct()).hasSize(1);
    }
    return found;
  }

  /** Follows by the files alone, as a process does that has the store open to read. */
  private Set<EmbeddingSpace> searchAsAnotherProcess() throws Exception {
    try (LuceneMemoryStore store = LuceneMemoryStore.openReadOnly(path)) {
      return search(store);
    }
  }

  /** Writes one note after the other, deletes every fourth, and counts on the first. */
  private int write(LuceneMemoryStore store) throws Exception {
    MemoryWriter writer = store.writer(Tenant.DEFAULT);
    int written = 0;
    while (!over) {
      EmbeddingSpace space = store.space().orElseThrow();
      StoredMemory news = note(FIRST_NEWS + written, modelOf(space));
      if (unlessSwitched(store, space, () -> writer.upsert(List.of(news)) != null)) {
        written++;
        writer.adjust(id(1), UsageDelta.reinforced(1, NOW));
        if (written % 4 == 0) {
          writer.delete(List.of(news.id()), NOW);
        }
        Thread.sleep(5);
      }
    }
    return written;
  }

  /** Returns whether it was done; refused it may be only because the store has switched. */
  private static boolean unlessSwitched(
      LuceneMemoryStore store, EmbeddingSpace space, Callable<Boolean> task) throws Exception {
    try {
      task.call();
      return true;
    } catch (EmbeddingSpaceException e) {
      assertThat(store.space()).isPresent().get().isNotEqualTo(space);
      return false;
    }
  }

  private Map<MemoryId, String> follow(LuceneMemoryStore store) {
    MemoryReader reader = store.reader(Tenant.DEFAULT);
    Map<MemoryId, String> known = new HashMap<>();
    long position = 0;
    while (true) {
      boolean last = allWritten;
      List<Change> news = reader.changes(position, 50);
      for (Change change : news) {
        assertThat(change.position()).isGreaterThan(position);
        position = change.position();
      }
      known.putAll(feed(news));
      if (last && news.isEmpty()) {
        return known;
      }
    }
  }
}
