package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.Given.OTHER_SPACE;
import static io.runbookmemory.testkit.Given.changed;
import static io.runbookmemory.testkit.Given.note;
import static io.runbookmemory.testkit.Given.pointing;
import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.StoreStats;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.testkit.differential.StoreState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The feed of changes, and replicas that follow it. */
interface ChangeFeedContract extends StoreContract {

  @Test
  default void changesComeInTheOrderOfCommitsAndOfTheirBatch() {
    write(note(3, "c"), note(1, "a"));
    write(note(2, "b"));

    List<Change> changes = reader().changes(0, 10);

    assertThat(changes).extracting(Change::id).containsExactly(id(3), id(1), id(2));
    assertThat(changes).extracting(Change::position).isSorted().doesNotHaveDuplicates();
    assertThat(changes.getFirst().position()).isPositive();
  }

  @Test
  default void onlyTheLatestStateOfAMemoryIsShown() {
    write(note(1, "a"), note(2, "b"));
    long before = reader().stats().position();
    write(note(1, "better").withVersion(1));

    assertThat(reader().changes(0, 10)).extracting(Change::id).containsExactly(id(2), id(1));
    assertThat(reader().changes(before, 10))
        .singleElement()
        .isInstanceOfSatisfying(
            Change.Upserted.class,
            change -> {
              assertThat(change.stored()).isEqualTo(note(1, "better").withVersion(2));
              assertThat(change.usage()).isEqualTo(Usage.NONE);
            });
  }

  @Test
  default void countingIsAChange() {
    write(note(1, "a"), note(2, "b"));
    long before = reader().stats().position();
    writer().adjust(id(1), UsageDelta.recalled());

    assertThat(reader().changes(before, 10))
        .singleElement()
        .isInstanceOfSatisfying(
            Change.Upserted.class,
            change -> {
              assertThat(change.id()).isEqualTo(id(1));
              assertThat(change.position()).isGreaterThan(before);
              assertThat(change.usage().recalls()).isEqualTo(1);
            });
  }

  @Test
  default void aDeletionIsAChangeInThePlaceOfTheMemory() {
    write(note(1, "a"), note(2, "b"));
    writer().delete(List.of(id(1)), NOW);

    List<Change> changes = reader().changes(0, 10);

    assertThat(changes).extracting(Change::id).containsExactly(id(2), id(1));
    assertThat(changes.getLast())
        .isEqualTo(new Change.Deleted(changes.getLast().position(), id(1), 1, NOW));
  }

  @Test
  default void pagesPartTheFeedWithoutLossOrRepetition() {
    for (int i = 0; i < 25; i++) {
      write(note(i, "text " + i));
    }
    List<Change> whole = reader().changes(0, 100);

    List<Change> paged = new ArrayList<>();
    List<Change> page = reader().changes(0, 4);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(4);
      paged.addAll(page);
      page = reader().changes(page.getLast().position(), 4);
    }

    assertThat(paged).isEqualTo(whole).hasSize(25);
  }

  @Test
  default void aFollowerThatReadsBetweenWritesEndsWithAllThereIs() {
    Random random = new Random(3);
    Map<Object, Change> followed = new HashMap<>();
    long position = 0;
    for (int step = 0; step < 120; step++) {
      scribble(writer(), reader(), random);
      for (Change change : reader().changes(position, 1 + random.nextInt(3))) {
        assertThat(change.position()).isGreaterThan(position);
        position = change.position();
        followed.put(change.id(), change);
      }
    }
    for (Change change : reader().changes(position, 1000)) {
      followed.put(change.id(), change);
    }

    assertThat(followed.values()).containsExactlyInAnyOrderElementsOf(reader().changes(0, 1000));
  }

  /** Writes, counts or deletes one of ten memories. */
  private static void scribble(MemoryWriter writer, MemoryReader reader, Random random) {
    int number = random.nextInt(10);
    long version = reader.get(id(number)).map(now -> now.memory().version()).orElse(0L);
    switch (random.nextInt(4)) {
      case 0 -> writer.adjust(id(number), UsageDelta.recalled());
      case 1 -> writer.delete(List.of(id(number)), NOW.plusSeconds(random.nextInt(100)));
      default -> {
        float[] vector = {random.nextFloat() + 0.1f, random.nextFloat(), 0, 0};
        writer.upsert(List.of(pointing(number, vector).withVersion(version)));
      }
    }
  }

  @Test
  default void aReplicaIsWhatItsSourceIs() {
    try (ExactMemoryStore other = new ExactMemoryStore()) {
      Random random = new Random(5);
      MemoryReader source = other.reader(Tenant.DEFAULT);
      long position = 0;
      for (int step = 0; step < 200; step++) {
        scribble(other.writer(Tenant.DEFAULT), source, random);
        if (step % 7 == 0) {
          List<Change> news = source.changes(position, 1000);
          writer().apply(news);
          position = news.isEmpty() ? position : news.getLast().position();
        }
      }
      writer().apply(source.changes(position, 1000));

      assertThat(StoreState.of(reader()).replicated())
          .isEqualTo(StoreState.of(source).replicated());
    }
  }

  @Test
  default void aReplicaOfThisStoreIsWhatThisStoreIs() {
    Random random = new Random(8);
    for (int step = 0; step < 100; step++) {
      scribble(writer(), reader(), random);
    }
    try (ExactMemoryStore replica = new ExactMemoryStore()) {
      replica.writer(Tenant.DEFAULT).apply(StoreState.changes(reader()));

      assertThat(StoreState.of(replica.reader(Tenant.DEFAULT)).replicated())
          .isEqualTo(StoreState.of(reader()).replicated());
    }
  }

  @Test
  default void changesMayBeAppliedInAnyOrderAndAgain() {
    List<Change> pages = new ArrayList<>();
    try (ExactMemoryStore source = new ExactMemoryStore()) {
      Random random = new Random(13);
      for (int step = 0; step < 100; step++) {
        scribble(source.writer(Tenant.DEFAULT), source.reader(Tenant.DEFAULT), random);
        pages.addAll(source.reader(Tenant.DEFAULT).changes(0, 1000));
      }
      Collections.shuffle(pages, random);
      writer().apply(pages);

      assertThat(StoreState.of(reader()).replicated())
          .isEqualTo(StoreState.of(source.reader(Tenant.DEFAULT)).replicated());
      StoreStats before = reader().stats();
      assertThat(writer().apply(pages)).isZero();
      assertThat(reader().stats()).isEqualTo(before);
    }
  }

  @Test
  default void applyingCountsWhatChangedAnything() {
    StoredMemory second = note(1, "second").withVersion(2);
    List<Change> changes =
        List.of(
            new Change.Upserted(5, second, Usage.NONE),
            new Change.Upserted(3, note(1, "first").withVersion(1), Usage.NONE),
            new Change.Deleted(9, id(2), 4, NOW));

    assertThat(writer().apply(changes)).isEqualTo(2);
    assertThat(writer().apply(changes)).isZero();

    assertThat(stored(id(1))).isEqualTo(second);
  }

  @Test
  default void anOlderCountIsNoNews() {
    StoredMemory memory = note(1, "a").withVersion(1);
    Usage early = new Usage(1, 0, 0, 0, null, Map.of());
    Usage late = early.plus(UsageDelta.outcome(true, NOW));
    writer().apply(List.of(new Change.Upserted(2, memory, late)));

    assertThat(writer().apply(List.of(new Change.Upserted(1, memory, early)))).isZero();

    assertThat(reader().usage(List.of(id(1)))).containsEntry(id(1), late);
  }

  @Test
  default void aReplicaKeepsTheRevisionItHad() {
    writer().apply(List.of(new Change.Upserted(1, note(1, "old").withVersion(1), Usage.NONE)));
    writer().apply(List.of(new Change.Upserted(9, note(1, "new").withVersion(7), Usage.NONE)));

    assertThat(reader().history(id(1))).extracting(Memory::version).containsExactly(1L);
    assertThat(stored(id(1)).memory().version()).isEqualTo(7);
  }

  @Test
  default void aTombstoneIsCarriedAndKeepsOlderStatesOut() {
    writer().apply(List.of(new Change.Deleted(9, id(1), 4, NOW)));

    assertThat(
            writer()
                .apply(List.of(new Change.Upserted(1, note(1, "a").withVersion(4), Usage.NONE))))
        .isZero();
    assertThat(reader().stats().tombstones()).isEqualTo(1);
    assertThat(write(note(1, "again"))).containsExactly(5L);
  }

  @Test
  default void anOlderTombstoneDeletesNothing() {
    writer().apply(List.of(new Change.Upserted(9, note(1, "a").withVersion(5), Usage.NONE)));

    assertThat(writer().apply(List.of(new Change.Deleted(3, id(1), 4, NOW)))).isZero();

    assertThat(reader().get(id(1))).isPresent();
  }

  @Test
  default void whatIsAppliedMustFitTenantAndSpaceOrNothingIs() {
    write(pointing(1, 1, 0, 0, 0));
    StoreStats before = reader().stats();
    Change fine = new Change.Upserted(1, note(2, "fine").withVersion(1), Usage.NONE);
    StoredMemory foreign =
        changed(note(3, "b"), m -> m.version(1).scope(Scope.of(new Tenant("other"))));
    StoredMemory spaced =
        new StoredMemory(
            pointing(4, 1, 0, 0, 0).withVersion(1).memory(),
            pointing(4, 1, 0, 0, 0).passages(),
            OTHER_SPACE);

    assertThatThrownBy(
            () -> writer().apply(List.of(fine, new Change.Upserted(2, foreign, Usage.NONE))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> writer().apply(List.of(fine, new Change.Upserted(2, spaced, Usage.NONE))))
        .isInstanceOf(EmbeddingSpaceException.class);

    assertThat(reader().stats()).isEqualTo(before);
    assertThat(reader().count(Filter.everything())).isEqualTo(1);
  }
}
