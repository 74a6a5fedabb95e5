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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoreStats;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import io.runbookmemory.testkit.differential.StoreState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a durable store still knows after it was closed and opened again. */
interface DurabilityContract extends StoreContract {

  private void assumeDurable() {
    assumeTrue(durable(), "the store is not durable, and says so");
  }

  @Test
  default void everythingIsThereAfterReopening() {
    assumeDurable();
    RandomMemories random = new RandomMemories(41);
    for (Tenant tenant : List.of(Tenant.DEFAULT, new Tenant("second"))) {
      List<StoredMemory> batch =
          IntStream.range(0, 60).mapToObj(n -> random.stored(id(n), tenant)).toList();
      store().writer(tenant).upsert(batch);
      store().writer(tenant).upsert(List.of(random.stored(id(3), tenant).withVersion(1)));
      store().writer(tenant).adjust(id(4), UsageDelta.reinforced(2, NOW));
      store().writer(tenant).delete(List.of(id(5), id(6)), NOW);
    }
    StoreState first = StoreState.of(reader());
    StoreState second = StoreState.of(store().reader(new Tenant("second")));
    List<Change> feed = reader().changes(0, 1000);
    long position = reader().stats().position();

    reopen();

    assertThat(StoreState.of(reader())).isEqualTo(first);
    assertThat(StoreState.of(store().reader(new Tenant("second")))).isEqualTo(second);
    assertThat(reader().changes(0, 1000)).as("positions too").isEqualTo(feed);
    assertThat(reader().stats().position()).isEqualTo(position);
  }

  @Test
  default void searchesFindTheSameAfterReopening() {
    assumeDurable();
    RandomMemories random = new RandomMemories(43);
    write(IntStream.range(0, 60).mapToObj(n -> random.stored(id(n), Tenant.DEFAULT)).toList());
    FakeEmbeddingModel model = random.model();
    List<SearchRequest> requests =
        List.of(
            SearchRequest.vector(model.embedQuery("disk full"), model.space(), NOW)
                .exact(true)
                .topK(100)
                .build(),
            SearchRequest.text("disk full", NOW).topK(100).build(),
            SearchRequest.hybrid(model.embedQuery("pool"), model.space(), "pool", NOW)
                .exact(true)
                .topK(100)
                .build());
    var before = requests.stream().map(reader()::search).toList();

    reopen();

    assertThat(requests.stream().map(reader()::search).toList()).isEqualTo(before);
  }

  @Test
  default void versionsAndPositionsGoOnAfterReopening() {
    assumeDurable();
    write(note(1, "a"), note(2, "b"));
    write(note(1, "better").withVersion(1));
    writer().delete(List.of(id(2)), NOW);
    long position = reader().stats().position();

    reopen();

    assertThat(write(note(1, "best").withVersion(2))).containsExactly(3L);
    assertThat(write(note(2, "again"))).containsExactly(2L);
    assertThat(reader().changes(position, 10)).extracting(Change::id).containsExactly(id(1), id(2));
  }

  @Test
  default void aWriteWhoseAcknowledgementWasLostMayBeRepeatedAfterReopening() {
    assumeDurable();
    StoredMemory first = pointing(1, 1, 2, 3, 4);
    StoredMemory second = changed(first, memory -> memory.title("Better").version(1));
    write(first);
    write(second, note(2, "new"));
    StoreStats before = reader().stats();

    reopen();

    assertThat(write(second, note(2, "new"))).containsExactly(2L, 1L);
    assertThat(reader().stats()).isEqualTo(before);
    assertThat(reader().history(id(1))).hasSize(1);
  }

  @Test
  default void aWriteInBetweenMakesTheRepeatedOneAConflict() {
    assumeDurable();
    StoredMemory mine = note(1, "mine").withVersion(1);
    write(note(1, "first"));
    write(mine);

    reopen();
    write(note(1, "another's").withVersion(2));
    reopen();

    assertThat(writer().upsert(List.of(mine)))
        .isEqualTo(new UpsertResult.Conflicted(List.of(new UpsertResult.Conflict(id(1), 1, 3))));
    assertThat(stored(id(1)).memory().text()).isEqualTo("another's");
  }

  @Test
  default void theSpaceIsKeptEvenIfNoVectorIs() {
    assumeDurable();
    write(pointing(1, 1, 0, 0, 0));
    writer().delete(List.of(id(1)), NOW);

    reopen();

    assertThat(store().space()).contains(SPACE);
    StoredMemory other =
        new StoredMemory(
            pointing(2, 1, 0, 0, 0).memory(), pointing(2, 1, 0, 0, 0).passages(), OTHER_SPACE);
    assertThatThrownBy(() -> writer().upsert(List.of(other)))
        .isInstanceOf(EmbeddingSpaceException.class);
  }

  @Test
  default void aStoreMayBeReopenedAgainAndAgain() {
    assumeDurable();
    for (int i = 0; i < 5; i++) {
      write(note(i, "text " + i));
      reopen();
      assertThat(reader().search(SearchRequest.text("text", NOW).topK(10).build())).hasSize(i + 1);
    }
  }

  @Test
  default void anEmptyStoreIsEmptyAfterReopening() {
    assumeDurable();
    StoreState empty = StoreState.of(reader());

    reopen();

    assertThat(StoreState.of(reader())).isEqualTo(empty);
    assertThat(store().space()).isEmpty();
  }
}
