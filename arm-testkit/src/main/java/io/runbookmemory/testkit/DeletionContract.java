package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.Given.nearest;
import static io.runbookmemory.testkit.Given.note;
import static io.runbookmemory.testkit.Given.pointing;
import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.CompareAndSet;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoreStats;
import io.runbookmemory.store.StoredMemory;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Deleting, and what stays: tombstones and the history of revisions. */
interface DeletionContract extends StoreContract {

  @Test
  default void deletingCountsWhatWasThereOnce() {
    write(note(1, "a"), note(2, "b"), note(3, "c"));

    assertThat(writer().delete(List.of(id(1), id(9), id(3), id(1)), NOW)).isEqualTo(2);

    assertThat(reader().scan(Filter.everything(), null, 10))
        .extracting(StoredMemory::id)
        .containsExactly(id(2));
    assertThat(writer().delete(List.of(id(1)), NOW)).isZero();
  }

  @Test
  default void aFilterDeletesWhatPassesItAlone() {
    write(note(1, "disk full"), note(2, "disk slow"), note(3, "pool exhausted"));

    assertThat(writer().delete(new Filter.ContainsText("disk"), NOW)).isEqualTo(2);

    assertThat(reader().get(id(3))).isPresent();
    assertThat(reader().count(Filter.everything())).isEqualTo(1);
  }

  @Test
  default void aDeletedMemoryIsFoundByNothing() {
    write(pointing(1, 1, 0, 0, 0));

    writer().delete(List.of(id(1)), NOW);

    assertThat(reader().get(id(1))).isEmpty();
    assertThat(reader().getAll(List.of(id(1)))).isEmpty();
    assertThat(reader().scan(Filter.everything(), null, 10)).isEmpty();
    assertThat(reader().count(Filter.everything())).isZero();
    assertThat(reader().search(nearest(1, 0, 0, 0).build())).isEmpty();
    assertThat(reader().search(SearchRequest.text("words", NOW).build())).isEmpty();
    assertThat(reader().stats().passages()).isZero();
  }

  @Test
  default void aDeletionLeavesATombstone() {
    write(note(1, "a"));
    write(note(1, "b").withVersion(1));

    writer().delete(List.of(id(1)), NOW.plusNanos(1999));

    Change.Deleted tombstone = (Change.Deleted) reader().changes(0, 10).getLast();
    assertThat(tombstone.id()).isEqualTo(id(1));
    assertThat(tombstone.version()).isEqualTo(2);
    assertThat(tombstone.at()).isEqualTo(NOW.plusNanos(1000));
    assertThat(reader().stats().tombstones()).isEqualTo(1);
  }

  @Test
  default void tombstonesAreToldById() {
    write(note(1, "a"), note(2, "b"), note(3, "c"));
    writer().delete(List.of(id(3)), NOW);
    writer().delete(List.of(id(1)), NOW.plusSeconds(1));

    List<Change.Deleted> told = reader().tombstones(List.of(id(1), id(2), id(3), id(9)));

    assertThat(told).extracting(Change.Deleted::id).containsExactly(id(1), id(3));
    assertThat(told).containsExactlyInAnyOrderElementsOf(deletions());
    assertThat(reader().tombstones(List.of())).isEmpty();
  }

  @Test
  default void whatCameBackHasNoTombstone() {
    write(note(1, "a"));
    writer().delete(List.of(id(1)), NOW);
    write(note(1, "again"));
    assertThat(reader().tombstones(List.of(id(1)))).isEmpty();

    writer().delete(List.of(id(1)), NOW.plusSeconds(9));

    assertThat(reader().tombstones(List.of(id(1)))).isEqualTo(deletions());
    assertThat(deletions()).extracting(Change.Deleted::version).containsExactly(2L);
  }

  /** The deletions in the feed. */
  private List<Change.Deleted> deletions() {
    return reader().changes(0, 100).stream()
        .filter(Change.Deleted.class::isInstance)
        .map(Change.Deleted.class::cast)
        .toList();
  }

  @Test
  default void aMemoryThatComesBackTakesItsTombstoneAway() {
    write(note(1, "a"));
    writer().delete(List.of(id(1)), NOW);

    write(note(1, "a"));

    assertThat(reader().stats().tombstones()).isZero();
    assertThat(reader().changes(0, 10))
        .singleElement()
        .isInstanceOfSatisfying(
            Change.Upserted.class, change -> assertThat(change.stored()).isEqualTo(stored(id(1))));
  }

  @Test
  default void deletingNothingIsNoChange() {
    write(note(1, "a"));
    StoreStats before = reader().stats();

    assertThat(writer().delete(List.of(), NOW)).isZero();
    assertThat(writer().delete(List.of(id(2)), NOW)).isZero();
    assertThat(writer().delete(new Filter.HasTag("none"), NOW)).isZero();

    assertThat(reader().stats()).isEqualTo(before);
  }

  @Test
  default void replacedRevisionsStayInTheHistoryWithoutTheCurrentOne() {
    write(note(1, "first"));
    assertThat(reader().history(id(1))).isEmpty();
    write(note(1, "second").withVersion(1));
    write(note(1, "third").withVersion(2));

    assertThat(reader().history(id(1)))
        .containsExactly(
            note(1, "first").withVersion(1).memory(), note(1, "second").withVersion(2).memory());
  }

  @Test
  default void theHistoryOfADeletedMemoryStaysAndGoesOn() {
    write(note(1, "first"));
    writer().delete(List.of(id(1)), NOW);
    assertThat(reader().history(id(1))).extracting(Memory::version).containsExactly(1L);

    write(note(1, "again"));
    write(note(1, "more").withVersion(2));

    assertThat(reader().history(id(1))).extracting(Memory::version).containsExactly(1L, 2L);
    assertThat(stored(id(1)).memory().version()).isEqualTo(3);
  }

  @Test
  default void theHistoryKeepsTheNewestRevisions() {
    int kept = CompareAndSet.KEPT_REVISIONS;
    for (long version = 0; version < kept + 5; version++) {
      write(note(1, "text " + version).withVersion(version));
    }
    List<Long> expected = LongStream.range(5, kept + 5).boxed().toList();

    assertThat(reader().history(id(1))).extracting(Memory::version).isEqualTo(expected);
    assertThat(reader().stats().revisions()).isEqualTo(kept);
  }

  @Test
  default void countingIsNoRevision() {
    write(note(1, "a"));

    writer().adjust(id(1), UsageDelta.recalled());

    assertThat(reader().history(id(1))).isEmpty();
    assertThat(stored(id(1)).memory().version()).isEqualTo(1);
  }
}
