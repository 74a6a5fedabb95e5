package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.Given.OTHER_SPACE;
import static io.runbookmemory.testkit.Given.SPACE;
import static io.runbookmemory.testkit.Given.changed;
import static io.runbookmemory.testkit.Given.note;
import static io.runbookmemory.testkit.Given.pointing;
import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoreStats;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import io.runbookmemory.store.UpsertResult.Applied;
import io.runbookmemory.store.UpsertResult.Conflict;
import io.runbookmemory.store.UpsertResult.Conflicted;
import io.runbookmemory.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writing: compare-and-set, whole batches, one embedding space. */
interface WriteContract extends StoreContract {

  @Test
  default void aNewMemoryGetsVersionOneAndComesBackEqual() {
    StoredMemory offered = pointing(1, 0.1f, -0.2f, 0.3f, 0.4f);

    assertThat(writer().upsert(List.of(offered))).isEqualTo(new Applied(List.of(1L)));

    assertThat(reader().get(id(1))).contains(offered.withVersion(1));
  }

  @Test
  default void aWriterThatReadTheCurrentVersionWritesTheNext() {
    write(note(1, "first"));

    List<Long> versions = write(note(1, "second").withVersion(1));

    assertThat(versions).containsExactly(2L);
    assertThat(stored(id(1)).memory().text()).isEqualTo("second");
  }

  @Test
  default void aStaleWriterIsToldBothVersions() {
    write(note(1, "first"));
    write(note(1, "second").withVersion(1));

    UpsertResult result = writer().upsert(List.of(note(1, "third").withVersion(1)));

    assertThat(result).isEqualTo(new Conflicted(List.of(new Conflict(id(1), 1, 2))));
    assertThat(stored(id(1)).memory().text()).isEqualTo("second");
  }

  @Test
  default void aWriterWhoTakesAMemoryForNewIsToldThatItIsThere() {
    write(note(1, "first"));

    assertThat(writer().upsert(List.of(note(1, "mine"))))
        .isEqualTo(new Conflicted(List.of(new Conflict(id(1), 0, 1))));
  }

  @Test
  default void aWriterWhoReadAMemoryThatIsGoneIsToldSo() {
    assertThat(writer().upsert(List.of(note(1, "ghost").withVersion(3))))
        .isEqualTo(new Conflicted(List.of(new Conflict(id(1), 3, 0))));
    assertThat(reader().get(id(1))).isEmpty();
  }

  @Test
  default void nothingOfABatchThatConflictsIsApplied() {
    write(note(2, "second"), note(4, "fourth"));
    StoreStats before = reader().stats();

    UpsertResult result =
        writer()
            .upsert(
                List.of(
                    note(1, "new"),
                    note(2, "stale").withVersion(7),
                    note(3, "new"),
                    note(4, "stale").withVersion(9)));

    assertThat(result)
        .isEqualTo(new Conflicted(List.of(new Conflict(id(2), 7, 1), new Conflict(id(4), 9, 1))));
    assertThat(reader().stats()).isEqualTo(before);
    assertThat(reader().count(Filter.everything())).isEqualTo(2);
    assertThat(reader().get(id(1))).isEmpty();
    assertThat(reader().changes(before.position(), 10)).isEmpty();
  }

  @Test
  default void repeatingAWriteIsNoConflictAndWritesNothing() {
    StoredMemory first = pointing(1, 1, 2, 3, 4);
    write(first);
    StoredMemory second = changed(first, memory -> memory.title("Better").version(1));
    write(second);
    StoreStats before = reader().stats();

    assertThat(write(second)).containsExactly(2L);
    assertThat(write(second.withVersion(2))).containsExactly(2L);

    assertThat(reader().stats()).isEqualTo(before);
    assertThat(reader().history(id(1))).hasSize(1);
    assertThat(reader().changes(before.position(), 10)).isEmpty();
  }

  @Test
  default void aBatchMayMixNewChangedAndRepeatedMemories() {
    write(note(1, "one"), note(2, "two"));

    List<Long> versions =
        write(note(3, "three"), note(2, "zwei").withVersion(1), note(1, "one"), note(4, "four"));

    assertThat(versions).containsExactly(1L, 2L, 1L, 1L);
  }

  @Test
  default void otherVectorsForTheSameWordsAreAChange() {
    write(pointing(1, 1, 0, 0, 0));

    assertThat(writer().upsert(List.of(pointing(1, 0, 1, 0, 0)))).isInstanceOf(Conflicted.class);
    assertThat(write(pointing(1, 0, 1, 0, 0).withVersion(1))).containsExactly(2L);
    assertThat(stored(id(1))).isEqualTo(pointing(1, 0, 1, 0, 0).withVersion(2));
  }

  @Test
  default void vectorsCanBeAddedAndTakenAway() {
    write(note(1, "words"));
    write(pointing(1, 1, 0, 0, 0).withVersion(1));
    assertThat(reader().stats().passages()).isEqualTo(1);

    write(note(1, "words").withVersion(2));

    assertThat(reader().stats().passages()).isZero();
    assertThat(reader().search(Given.nearest(1, 0, 0, 0).build())).isEmpty();
  }

  @Test
  default void versionsGoOnAfterADeletion() {
    write(note(1, "first"));
    write(note(1, "second").withVersion(1));
    writer().delete(List.of(id(1)), NOW);

    assertThat(write(note(1, "again"))).containsExactly(3L);
  }

  @Test
  default void anEmptyBatchIsApplied() {
    assertThat(writer().upsert(List.of())).isEqualTo(new Applied(List.of()));
    assertThat(reader().stats().position()).isZero();
  }

  @Test
  default void aBatchThatNamesAMemoryTwiceIsRefused() {
    assertThatThrownBy(() -> writer().upsert(List.of(note(1, "a"), note(2, "b"), note(1, "c"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(id(1).toString());
    assertThat(reader().count(Filter.everything())).isZero();
  }

  @Test
  default void aMemoryOfAnotherTenantIsRefused() {
    StoredMemory foreign =
        changed(note(2, "b"), memory -> memory.scope(Scope.of(new Tenant("other"))));

    assertThatThrownBy(() -> writer().upsert(List.of(note(1, "a"), foreign)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("default")
        .hasMessageContaining("other");
    assertThat(reader().count(Filter.everything())).isZero();
  }

  @Test
  default void theFirstVectorDecidesTheSpace() {
    assertThat(store().space()).isEmpty();
    write(note(1, "words alone"));
    assertThat(store().space()).isEmpty();

    write(pointing(2, 1, 0, 0, 0));

    assertThat(store().space()).contains(SPACE);
  }

  @Test
  default void vectorsOfAnotherSpaceAreRefusedNamingBoth() {
    write(pointing(1, 1, 0, 0, 0));
    StoredMemory other =
        new StoredMemory(
            pointing(2, 1, 0, 0, 0).memory(), pointing(2, 1, 0, 0, 0).passages(), OTHER_SPACE);

    assertThatThrownBy(() -> writer().upsert(List.of(note(3, "words"), other)))
        .isInstanceOfSatisfying(
            EmbeddingSpaceException.class,
            fault -> {
              assertThat(fault.stored()).isEqualTo(SPACE.toString());
              assertThat(fault.offered()).isEqualTo(OTHER_SPACE.toString());
            });
    assertThat(reader().count(Filter.everything())).isEqualTo(1);
  }

  @Test
  default void aBatchOfTwoSpacesIsRefusedAndDecidesNone() {
    StoredMemory other =
        new StoredMemory(
            pointing(2, 1, 0, 0, 0).memory(), pointing(2, 1, 0, 0, 0).passages(), OTHER_SPACE);

    assertThatThrownBy(() -> writer().upsert(List.of(pointing(1, 1, 0, 0, 0), other)))
        .isInstanceOf(EmbeddingSpaceException.class);
    assertThat(store().space()).isEmpty();
    assertThat(reader().count(Filter.everything())).isZero();
  }

  @Test
  default void aBatchThatConflictsDecidesNoSpace() {
    writer().upsert(List.of(pointing(1, 1, 0, 0, 0), note(2, "ghost").withVersion(5)));

    assertThat(store().space()).isEmpty();
  }

  @Test
  default void whatIsNoVectorIsRefusedBeforeItReachesAStore() {
    assertThatThrownBy(() -> pointing(1, 1, Float.NaN, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN at 1");
    assertThatThrownBy(() -> pointing(1, 1, 0, 0, Float.NEGATIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> pointing(1, 0, -0.0f, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("direction");
    assertThatThrownBy(() -> pointing(1, 1, 0, 0))
        .as("of fewer dimensions than its space")
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4");
    assertThatThrownBy(() -> Given.nearest(1, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4");
  }

  @Test
  default void nothingOfABatchWithAVectorOfOtherDimensionsIsWritten() {
    write(pointing(1, 1, 0, 0, 0));
    StoreStats before = reader().stats();
    StoredMemory wide =
        new StoredMemory(
            note(5, "wide").memory(),
            List.of(new Passage(new TextRange(0, 1), Embedding.of(1, 0, 0, 0, 0))),
            new EmbeddingSpace(SPACE.modelId(), 5, SPACE.checksum()));
    List<StoredMemory> batch =
        List.of(note(1, "better").withVersion(1), pointing(2, 0, 1, 0, 0), wide, note(3, "new"));

    assertThatThrownBy(() -> writer().upsert(batch)).isInstanceOf(EmbeddingSpaceException.class);
    assertThatThrownBy(() -> writer().apply(told(batch)))
        .isInstanceOf(EmbeddingSpaceException.class);

    assertThat(reader().stats()).isEqualTo(before);
    assertThat(reader().scan(Filter.everything(), null, 10))
        .containsExactly(pointing(1, 1, 0, 0, 0).withVersion(1));
    assertThat(reader().search(SearchRequest.text("better new wide", NOW).build())).isEmpty();
    assertThat(reader().search(Given.nearest(0, 1, 0, 0).build())).hasSize(1);
    assertThat(store().space()).contains(SPACE);
    assertThat(write(pointing(2, 0, 1, 0, 0))).containsExactly(1L);
  }

  private static List<Change> told(List<StoredMemory> batch) {
    List<Change> changes = new ArrayList<>();
    for (StoredMemory stored : batch) {
      changes.add(new Change.Upserted(changes.size() + 1, stored.withVersion(7), Usage.NONE));
    }
    return changes;
  }
}
