package io.runbookmemory.lucene;

import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.lucene.HeldIndex.Call;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.CompareAndSet;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import io.runbookmemory.store.UpsertResult.Applied;
import io.runbookmemory.store.UpsertResult.Conflicted;
import io.runbookmemory.testkit.SampleMemories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Writes that wait together share one commit, and nothing else. */
@Timeout(60)
class GroupTest {

  @TempDir Path path;

  private static StoredMemory note(long number, String text) {
    return StoredMemory.lexical(SampleMemories.note(id(number), "Note", text).build());
  }

  private static StoredMemory tagged(long number) {
    return StoredMemory.lexical(
        SampleMemories.note(id(number), "Note", "words").tags(List.of("t")).build());
  }

  private static Call<UpsertResult> upsert(HeldIndex index, StoredMemory... batch)
      throws InterruptedException {
    return index.call(() -> index.writer().upsert(List.of(batch)));
  }

  private static Usage usage(HeldIndex index, long number) {
    return index.reader().usage(List.of(id(number))).getOrDefault(id(number), Usage.NONE);
  }

  @Test
  void allThatWaitShareOneCommit() throws Exception {
    try (HeldIndex index = new HeldIndex(path)) {
      long before = index.commits();
      index.hold();
      for (int i = 0; i < 16; i++) {
        upsert(index, Samples.pointing(i), Samples.pointing(100 + i));
      }
      index.release();

      assertThat(index.commits()).isEqualTo(before + 1);
      assertThat(index.reader().count(Filter.everything())).isEqualTo(32);
      assertThat(index.reader().changes(0, 100))
          .extracting(Change::position)
          .hasSize(32)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void manyCountsOfOneMemoryAreOneDocumentAndNoneIsLost() throws Exception {
    try (HeldIndex index = new HeldIndex(path)) {
      index.writer().upsert(List.of(note(1, "words")));
      int documents = index.documents();
      index.hold();
      List<Call<Boolean>> counted = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        counted.add(index.call(() -> index.writer().adjust(id(1), UsageDelta.recalled())));
      }
      index.release();

      for (Call<Boolean> each : counted) {
        assertThat(each.get()).isTrue();
      }
      assertThat(usage(index, 1).recalls()).isEqualTo(16);
      assertThat(index.documents()).isBetween(documents, documents + 1);
    }
  }

  @Test
  void whatIsRefusedLeavesTheOthersOfItsGroupAsTheyAre() throws Exception {
    EmbeddingSpace other = new EmbeddingSpace("other", Samples.SPACE.dimension(), "one");
    try (HeldIndex index = new HeldIndex(path)) {
      index.hold();
      var first = upsert(index, Samples.pointing(1));
      var stale = upsert(index, note(2, "not to be there"), note(1, "another"));
      var foreign =
          upsert(
              index,
              note(3, "not to be there"),
              new StoredMemory(note(4, "words").memory(), Samples.pointing(4).passages(), other));
      var last = upsert(index, note(5, "words"));
      index.release();

      assertThat(first.get()).isEqualTo(new Applied(List.of(1L)));
      assertThat(stale.get()).isInstanceOf(Conflicted.class);
      assertThat(foreign.thrown()).isInstanceOf(EmbeddingSpaceException.class);
      assertThat(last.get()).isEqualTo(new Applied(List.of(1L)));
      assertThat(index.reader().scan(Filter.everything(), null, 10))
          .extracting(StoredMemory::id)
          .containsExactly(id(1), id(5));
      assertThat(index.reader().changes(0, 10))
          .extracting(Change::position)
          .containsExactly(1L, 2L);
    }
  }

  @Test
  void aRefusedGroupDecidesNoSpace() throws Exception {
    try (HeldIndex index = new HeldIndex(path)) {
      index.hold();
      var conflict = upsert(index, LimitsTest.wide(64), note(2, "ghost").withVersion(5));
      var tooWide = upsert(index, LimitsTest.wide(8193));
      var fits = upsert(index, Samples.pointing(1));
      index.release();

      assertThat(conflict.get()).isInstanceOf(Conflicted.class);
      assertThat(tooWide.thrown()).isInstanceOf(ConfigurationException.class);
      assertThat(fits.get()).isEqualTo(new Applied(List.of(1L)));
    }
  }

  @Test
  void whatLuceneDoesNotTakeIsRefusedAlone() throws Exception {
    try (HeldIndex index = new HeldIndex(path)) {
      index.hold();
      var before = upsert(index, note(2, "words"));
      var bad =
          index.call(
              () ->
                  index.write(
                      transaction -> {
                        transaction.slot(id(1)).put(LimitsTest.wide(8193), Usage.NONE, transaction);
                        return "too wide";
                      }));
      var after = upsert(index, note(3, "words"));
      index.release();

      assertThat(bad.thrown()).isInstanceOf(IllegalArgumentException.class);
      assertThat(List.of(before.get(), after.get())).containsOnly(new Applied(List.of(1L)));
      assertThat(index.reader().count(Filter.everything())).isEqualTo(2);
    }
  }

  @Test
  void aDiskThatFailsFailsAllAndTheNextGroupGoesOn() throws Exception {
    FailingDirectory disk = new FailingDirectory(path, "No space left on device");
    try (HeldIndex index = new HeldIndex(path, disk)) {
      index.writer().upsert(List.of(note(1, "words")));
      disk.failAfter(2);
      index.hold();
      List<Call<?>> calls = new ArrayList<>();
      for (int i = 2; i < 10; i++) {
        calls.add(upsert(index, note(i, "words")));
      }
      calls.add(index.call(() -> index.writer().adjust(id(1), UsageDelta.recalled())));
      calls.add(upsert(index, note(1, "conflicting")));
      index.release();

      for (Call<?> call : calls) {
        assertThat(call.thrown())
            .isInstanceOf(UnavailableException.class)
            .hasMessageContaining("the disk of " + path + " is full");
      }
      assertThat(index.reader().count(Filter.everything())).isEqualTo(1);
      assertThat(usage(index, 1)).isEqualTo(Usage.NONE);

      disk.heal();
      index.hold();
      var again = upsert(index, note(2, "words"));
      var counted = index.call(() -> index.writer().adjust(id(1), UsageDelta.recalled()));
      index.release();
      assertThat(again.get()).isEqualTo(new Applied(List.of(1L)));
      assertThat(counted.get()).isTrue();
      assertThat(usage(index, 1).recalls()).isEqualTo(1);
    }
  }

  @Test
  void aDeletionByFilterSeesWhatCameBeforeItAndNotWhatComesAfter() throws Exception {
    try (HeldIndex index = new HeldIndex(path)) {
      long before = index.commits();
      index.hold();
      upsert(index, tagged(1), note(2, "words"));
      upsert(index, tagged(3));
      var deleted = index.call(() -> index.writer().delete(new Filter.HasTag("t"), NOW));
      upsert(index, tagged(4));
      var again = upsert(index, tagged(1));
      index.release();

      assertThat(deleted.get()).isEqualTo(2);
      assertThat(again.get()).isEqualTo(new Applied(List.of(2L)));
      assertThat(index.reader().scan(Filter.everything(), null, 10))
          .extracting(StoredMemory::id)
          .containsExactly(id(1), id(2), id(4));
      assertThat(index.commits()).isEqualTo(before + 2);
    }
  }

  @Test
  void aMemoryThatIsRewrittenOftenInAGroupKeepsItsNewestRevisions() throws Exception {
    int rewrites = CompareAndSet.KEPT_REVISIONS + 5;
    try (HeldIndex index = new HeldIndex(path)) {
      index.writer().upsert(List.of(note(1, "text 0")));
      index.writer().upsert(List.of(note(1, "text 1").withVersion(1)));
      index.hold();
      for (long version = 2; version < rewrites; version++) {
        upsert(index, note(1, "text " + version).withVersion(version));
      }
      index.release();

      assertThat(index.reader().get(id(1))).contains(note(1, "text 24").withVersion(rewrites));
      assertThat(index.reader().history(id(1)))
          .extracting(Memory::version)
          .hasSize(CompareAndSet.KEPT_REVISIONS)
          .startsWith(rewrites - (long) CompareAndSet.KEPT_REVISIONS)
          .endsWith(rewrites - 1L);
    }
  }

  @Test
  void aMemoryThatComesAndGoesWithinAGroupLeavesATombstoneAlone() throws Exception {
    try (HeldIndex index = new HeldIndex(path)) {
      index.hold();
      upsert(index, Samples.pointing(1));
      index.call(() -> index.writer().adjust(id(1), UsageDelta.recalled()));
      var deleted = index.call(() -> index.writer().delete(List.of(id(1)), NOW));
      index.release();

      assertThat(deleted.get()).isEqualTo(1);
      assertThat(index.reader().changes(0, 10))
          .containsExactly(new Change.Deleted(3, id(1), 1, NOW));
      assertThat(index.reader().stats().passages()).isZero();
      assertThat(index.reader().history(id(1))).extracting(Memory::version).containsExactly(1L);
    }
  }

  @Test
  void aClockThatJumpsBackOrdersNothing() throws IOException {
    try (HeldIndex index = new HeldIndex(path)) {
      StoredMemory late = note(1, "written first");
      Memory early =
          late.memory().toBuilder()
              .version(1)
              .title("written second")
              .updatedAt(NOW.minusSeconds(3600))
              .build();
      index.writer().upsert(List.of(late));
      index.writer().adjust(id(1), UsageDelta.reinforced(1, NOW));

      assertThat(index.writer().upsert(List.of(StoredMemory.lexical(early))))
          .isEqualTo(new Applied(List.of(2L)));
      index.writer().upsert(List.of(note(2, "between")));
      index.writer().adjust(id(1), UsageDelta.reinforced(1, NOW.minusSeconds(7200)));
      index.writer().delete(List.of(id(2)), NOW.minusSeconds(9000));

      assertThat(index.reader().get(id(1)).orElseThrow().memory().title())
          .isEqualTo("written second");
      assertThat(usage(index, 1).reinforcements()).isEqualTo(2);
      assertThat(usage(index, 1).lastReinforced()).isEqualTo(NOW);
      assertThat(index.reader().changes(0, 10))
          .extracting(Change::id, Change::position)
          .containsExactly(tuple(id(1), 5L), tuple(id(2), 6L));
    }
  }
}
