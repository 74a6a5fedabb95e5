package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.Given.changed;
import static io.runbookmemory.testkit.Given.nearest;
import static io.runbookmemory.testkit.Given.note;
import static io.runbookmemory.testkit.Given.pointing;
import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoreStats;
import io.runbookmemory.store.StoredMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Reading: by id, in pages, counted; an empty store and a closed one. */
interface ReadContract extends StoreContract {

  @Test
  default void anEmptyStoreAnswersEverythingWithNothing() {
    assertThat(reader().get(id(1))).isEmpty();
    assertThat(reader().getAll(List.of(id(1), id(2)))).isEmpty();
    assertThat(reader().usage(List.of(id(1)))).isEqualTo(Map.of(id(1), Usage.NONE));
    assertThat(reader().search(nearest(1, 0, 0, 0).build())).isEmpty();
    assertThat(reader().search(SearchRequest.text("words", NOW).build())).isEmpty();
    assertThat(reader().scan(Filter.everything(), null, 10)).isEmpty();
    assertThat(reader().scan(Filter.everything(), id(5), 10)).isEmpty();
    assertThat(reader().count(Filter.everything())).isZero();
    assertThat(reader().history(id(1))).isEmpty();
    assertThat(reader().changes(0, 10)).isEmpty();
    assertThat(reader().stats()).isEqualTo(new StoreStats(0, 0, 0, 0, 0));
    assertThat(store().space()).isEmpty();
    assertThat(writer().delete(List.of(id(1)), NOW)).isZero();
    assertThat(writer().delete(Filter.everything(), NOW)).isZero();
    assertThat(writer().adjust(id(1), UsageDelta.recalled())).isFalse();
    assertThat(writer().apply(List.of())).isZero();
  }

  @Test
  default void readerAndWriterAreBoundToTheirTenant() {
    assertThat(store().reader(new Tenant("acme")).tenant()).isEqualTo(new Tenant("acme"));
  }

  @Test
  default void aReaderSeesWhatIsWrittenAfterItWasMade() {
    MemoryReader early = store().reader(Tenant.DEFAULT);
    MemoryWriter late = store().writer(Tenant.DEFAULT);

    late.upsert(List.of(note(1, "new")));

    assertThat(early.get(id(1))).isPresent();
    assertThat(early.search(SearchRequest.text("new", NOW).build())).hasSize(1);
  }

  @Test
  default void whoWaitsForAWhileReadsTheSameAndWhoDoesNotWaitGetsAllOrNothing() {
    write(pointing(1, 1, 0, 0, 0), pointing(2, 0, 1, 0, 0), note(3, "words"));
    SearchRequest like = nearest(1, 0, 0, 0).build();
    SearchRequest words = SearchRequest.text("words", NOW).build();

    MemoryReader patient = reader().within(Duration.ofHours(1));
    assertThat(patient.tenant()).isEqualTo(Tenant.DEFAULT);
    assertThat(patient.get(id(3))).isEqualTo(reader().get(id(3)));
    assertThat(patient.search(like)).isEqualTo(reader().search(like));
    assertThat(patient.search(words)).isEqualTo(reader().search(words));
    assertThat(patient.changes(0, 10)).isEqualTo(reader().changes(0, 10));
    try {
      assertThat(reader().within(Duration.ZERO).search(like)).isEqualTo(reader().search(like));
    } catch (UnavailableException e) {
      assertThat(e).as("it says what to do").hasMessageContaining("try again later");
    }
    assertThat(reader().search(like)).as("other readers wait as before").hasSize(2);
  }

  @Test
  default void severalMemoriesComeInTheOrderAskedFor() {
    write(note(1, "a"), note(2, "b"), note(3, "c"), note(4, "d"));

    assertThat(reader().getAll(List.of(id(3), id(9), id(1), id(4))))
        .extracting(StoredMemory::id)
        .containsExactly(id(3), id(1), id(4));
    assertThat(reader().getAll(List.of())).isEmpty();
  }

  @Test
  default void manyMemoriesAreReadAtOnce() {
    List<MemoryId> ids = LongStream.range(0, 2500).mapToObj(SampleMemories::id).toList();
    write(LongStream.range(0, 2500).mapToObj(n -> note(n, "text " + n)).toList());

    assertThat(reader().getAll(ids)).extracting(StoredMemory::id).isEqualTo(ids);
    assertThat(reader().usage(ids)).hasSize(2500);
    assertThat(writer().delete(ids, NOW)).isEqualTo(2500);
  }

  @Test
  default void aScanGoesThroughAllPagesByUnsignedIds() {
    List<MemoryId> ascending = idsOfBothHalves();
    List<StoredMemory> batch = new ArrayList<>();
    for (MemoryId each : ascending) {
      batch.addFirst(StoredMemory.lexical(SampleMemories.note(each, "Note", "words").build()));
    }
    write(batch);

    for (int pageSize : new int[] {1, 2, 3, 100}) {
      List<MemoryId> seen = new ArrayList<>();
      List<StoredMemory> page = reader().scan(Filter.everything(), null, pageSize);
      while (!page.isEmpty()) {
        assertThat(page).hasSizeLessThanOrEqualTo(pageSize);
        page.forEach(stored -> seen.add(stored.id()));
        page = reader().scan(Filter.everything(), page.getLast().id(), pageSize);
      }
      assertThat(seen).as("pages of %d", pageSize).isEqualTo(ascending);
    }
  }

  /** Ascending as unsigned bytes; signed comparison has the negative halves first. */
  static List<MemoryId> idsOfBothHalves() {
    return List.of(
        new MemoryId(new UUID(0, 1)),
        new MemoryId(new UUID(0, Long.MAX_VALUE)),
        new MemoryId(new UUID(0, Long.MIN_VALUE)),
        new MemoryId(new UUID(0, -1)),
        new MemoryId(new UUID(Long.MAX_VALUE, -1)),
        new MemoryId(new UUID(Long.MIN_VALUE, 0)),
        new MemoryId(new UUID(-1, 1)),
        new MemoryId(new UUID(-1, -1)));
  }

  @Test
  default void aScanGoesOnAfterAnIdThatIsGone() {
    write(note(1, "a"), note(2, "b"), note(3, "c"));
    writer().delete(List.of(id(2)), NOW);

    assertThat(reader().scan(Filter.everything(), id(2), 10))
        .extracting(StoredMemory::id)
        .containsExactly(id(3));
  }

  @Test
  default void pagesOfLessThanOneAreRefused() {
    assertThatThrownBy(() -> reader().scan(Filter.everything(), null, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pageSize");
    assertThatThrownBy(() -> reader().changes(0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pageSize");
  }

  @Test
  default void anExpiredMemoryIsStillReadAndCounted() {
    write(changed(note(1, "a"), memory -> memory.expiresAt(NOW.minusSeconds(1))));

    assertThat(reader().get(id(1))).isPresent();
    assertThat(reader().scan(Filter.everything(), null, 10)).hasSize(1);
    assertThat(reader().count(Filter.everything())).isEqualTo(1);
  }

  @Test
  default void statsCountWhatIsKept() {
    write(pointing(1, 1, 0, 0, 0), pointing(2, 0, 1, 0, 0), note(3, "words"));
    write(pointing(1, 0, 0, 1, 0).withVersion(1));
    writer().delete(List.of(id(3)), NOW);

    StoreStats stats = reader().stats();

    assertThat(stats.memories()).isEqualTo(2);
    assertThat(stats.passages()).isEqualTo(2);
    assertThat(stats.revisions()).isEqualTo(2);
    assertThat(stats.tombstones()).isEqualTo(1);
    assertThat(stats.position()).isEqualTo(reader().changes(0, 10).getLast().position());
  }

  @Test
  default void aClosedStoreAnswersNoMore() {
    MemoryReader reader = reader();
    MemoryWriter writer = writer();
    write(note(1, "a"));

    store().close();
    store().close();

    List<ThrowingCallable> calls =
        List.of(
            () -> store().reader(Tenant.DEFAULT),
            () -> store().writer(Tenant.DEFAULT),
            () -> store().space(),
            () -> reader.get(id(1)),
            () -> reader.getAll(List.of(id(1))),
            () -> reader.getAll(List.of()),
            () -> reader.usage(List.of(id(1))),
            () -> reader.search(SearchRequest.text("a", NOW).build()),
            () -> reader.scan(Filter.everything(), null, 1),
            () -> reader.count(Filter.everything()),
            () -> reader.history(id(1)),
            () -> reader.changes(0, 1),
            () -> reader.stats(),
            () -> writer.upsert(List.of(note(2, "b"))),
            () -> writer.adjust(id(1), UsageDelta.recalled()),
            () -> writer.delete(List.of(id(1)), NOW),
            () -> writer.delete(Filter.everything(), NOW),
            () -> writer.apply(List.of()));
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
    }
  }
}
