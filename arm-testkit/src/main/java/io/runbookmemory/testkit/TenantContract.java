package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.Given.SPACE;
import static io.runbookmemory.testkit.Given.changed;
import static io.runbookmemory.testkit.Given.nearest;
import static io.runbookmemory.testkit.Given.pointing;
import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoreStats;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult.Applied;
import io.runbookmemory.testkit.differential.StoreState;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tenants: none sees, counts or deletes what is another's, even under the same ids. */
interface TenantContract extends StoreContract {

  /** Names that differ in little, and some that a file system has its own mind about. */
  List<Tenant> TENANTS =
      List.of(
          new Tenant("acme"),
          new Tenant("Acme"),
          new Tenant("acme."),
          new Tenant("."),
          new Tenant(".."),
          new Tenant("..."),
          new Tenant("-"),
          new Tenant("a".repeat(64)),
          new Tenant("a".repeat(63) + "b"));

  private static StoredMemory of(Tenant tenant, long number, String text) {
    return changed(
        pointing(number, 1, 0, 0, 0), memory -> memory.scope(Scope.of(tenant)).text(text));
  }

  private void eachTenantWrites() {
    for (Tenant tenant : TENANTS) {
      assertThat(store().writer(tenant).upsert(List.of(of(tenant, 1, "words of " + tenant.name()))))
          .isEqualTo(new Applied(List.of(1L)));
    }
  }

  @Test
  default void everyTenantHasItsOwnMemoryUnderTheSameId() {
    eachTenantWrites();

    for (Tenant tenant : TENANTS) {
      MemoryReader reader = store().reader(tenant);
      StoredMemory own = of(tenant, 1, "words of " + tenant.name()).withVersion(1);
      assertThat(reader.get(id(1))).contains(own);
      assertThat(reader.getAll(List.of(id(1), id(2)))).containsExactly(own);
      assertThat(reader.scan(Filter.everything(), null, 100)).containsExactly(own);
      assertThat(reader.count(Filter.everything())).isEqualTo(1);
      assertThat(reader.stats().memories()).isEqualTo(1);
      assertThat(reader.changes(0, 100)).hasSize(1);
    }
  }

  @Test
  default void aSearchFindsWhatIsTheTenantsOwn() {
    eachTenantWrites();

    Embedding question = Embedding.of(1, 0, 0, 0);
    for (Tenant tenant : TENANTS) {
      for (SearchRequest.Builder request :
          List.of(
              nearest(1, 0, 0, 0),
              SearchRequest.vector(question, SPACE, NOW),
              SearchRequest.text("words", NOW),
              SearchRequest.hybrid(question, SPACE, "words", NOW))) {
        assertThat(store().reader(tenant).search(request.topK(50).build()))
            .singleElement()
            .satisfies(hit -> assertThat(hit.memory().scope().tenant()).isEqualTo(tenant));
      }
    }
  }

  @Test
  default void usageAndHistoryAreTheTenantsOwn() {
    eachTenantWrites();
    Tenant first = TENANTS.getFirst();
    store().writer(first).adjust(id(1), UsageDelta.recalled());
    store().writer(first).upsert(List.of(of(first, 1, "better").withVersion(1)));

    for (Tenant tenant : TENANTS.subList(1, TENANTS.size())) {
      MemoryReader reader = store().reader(tenant);
      assertThat(reader.usage(List.of(id(1)))).containsEntry(id(1), Usage.NONE);
      assertThat(reader.history(id(1))).isEmpty();
      assertThat(reader.stats().revisions()).isZero();
      assertThat(reader.get(id(1)).orElseThrow().memory().version()).isEqualTo(1);
    }
  }

  @Test
  default void aTenantThatDeletesEverythingDeletesItsOwn() {
    eachTenantWrites();
    Tenant first = TENANTS.getFirst();
    Tenant second = TENANTS.get(1);

    assertThat(store().writer(first).delete(Filter.everything(), NOW)).isEqualTo(1);
    assertThat(store().writer(second).delete(List.of(id(1)), NOW)).isEqualTo(1);

    assertThat(store().reader(first).count(Filter.everything())).isZero();
    assertThat(store().reader(second).get(id(1))).isEmpty();
    for (Tenant tenant : TENANTS.subList(2, TENANTS.size())) {
      StoreStats stats = store().reader(tenant).stats();
      assertThat(stats.memories()).isEqualTo(1);
      assertThat(stats.tombstones()).isZero();
      assertThat(store().reader(tenant).tombstones(List.of(id(1)))).isEmpty();
      assertThat(store().reader(tenant).changes(0, 10)).hasSize(1);
    }
  }

  @Test
  default void aNameThatBeginsAnotherReachesNothingOfIt() {
    List<Tenant> tenants = Stream.of("a", "a-b", "a-").map(Tenant::new).toList();
    for (Tenant tenant : tenants) {
      MemoryWriter writer = store().writer(tenant);
      writer.upsert(List.of(of(tenant, 1, "first"), of(tenant, 2, "other")));
      writer.upsert(List.of(of(tenant, 1, "second").withVersion(1)));
      writer.adjust(id(1), UsageDelta.recalled());
    }
    for (Tenant acting : tenants) {
      List<StoreState> before = states(tenants, acting);

      MemoryWriter writer = store().writer(acting);
      writer.upsert(List.of(of(acting, 1, "third").withVersion(2), of(acting, 3, "new")));
      writer.adjust(id(1), UsageDelta.recalled());
      assertThat(writer.delete(List.of(id(2)), NOW)).isEqualTo(1);
      assertThat(writer.delete(Filter.everything(), NOW)).isEqualTo(2);

      assertThat(store().reader(acting).count(Filter.everything())).isZero();
      assertThat(states(tenants, acting)).as("after %s wrote", acting).isEqualTo(before);
    }
  }

  /** All that the tenants but one have: memories, usage, history, feed, counts. */
  private List<StoreState> states(List<Tenant> tenants, Tenant without) {
    return tenants.stream()
        .filter(tenant -> !tenant.equals(without))
        .map(tenant -> StoreState.of(store().reader(tenant)))
        .toList();
  }

  @Test
  default void whatATenantCannotSeeItCannotChange() {
    write(pointing(1, 1, 0, 0, 0));
    Tenant stranger = new Tenant("stranger");
    List<MemoryId> ids = List.of(id(1));

    assertThat(store().writer(stranger).adjust(id(1), UsageDelta.recalled())).isFalse();
    assertThat(store().writer(stranger).delete(ids, NOW)).isZero();
    assertThat(store().reader(stranger).get(id(1))).isEmpty();
    assertThat(store().reader(stranger).stats()).isEqualTo(new StoreStats(0, 0, 0, 0, 0));

    assertThat(reader().usage(ids)).containsEntry(id(1), Usage.NONE);
    assertThat(reader().get(id(1))).isPresent();
  }

  @Test
  default void aCrowdOfAnotherTenantDoesNotHideTheOwn() {
    Tenant crowd = new Tenant("crowd");
    List<StoredMemory> batch =
        LongStream.range(0, 500).mapToObj(n -> of(crowd, n, "words")).toList();
    store().writer(crowd).upsert(batch);
    write(pointing(7, -1, 0, 0, 0));

    for (boolean exact : new boolean[] {true, false}) {
      assertThat(reader().search(nearest(1, 0, 0, 0).exact(exact).build()))
          .as("exact: %s", exact)
          .hasSize(1);
    }
  }
}
