package io.runbookmemory.store.graph;

import static io.runbookmemory.fixture.TestMemories.ANYWHERE;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.fixture.WatchedStore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.graph.Dependency;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.StoredMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveServiceGraphTest {

  private static final Duration FRESHNESS = Duration.ofSeconds(10);

  private final List<String> reads = new ArrayList<>();
  private final WatchedStore store = new WatchedStore().beforeReading(reads::add);
  private final AtomicLong nanos = new AtomicLong();
  private final LiveServiceGraph live =
      new LiveServiceGraph(store.reader(Tenant.DEFAULT), FRESHNESS, nanos::get);

  private static MemoryBuilder fact(String subject, String object) {
    return TestMemories.of(subject + " " + object, new ResourceFact(subject, "depends on", object));
  }

  private void put(MemoryBuilder... memories) {
    List<StoredMemory> batch = new ArrayList<>();
    for (MemoryBuilder one : memories) {
      Memory memory = one.build();
      batch.add(new StoredMemory(memory, List.of(), null));
    }
    store.itself().writer(Tenant.DEFAULT).upsert(batch);
  }

  private List<String> arrows() {
    return arrows(NOW);
  }

  private List<String> arrows(Instant at) {
    return live.graph(at).dependencies().stream().map(Dependency::toString).toList();
  }

  private void later() {
    nanos.addAndGet(FRESHNESS.toNanos());
  }

  @Test
  void theFactsInForceThatEverySessionSharesMakeTheGraph() {
    put(
        fact("checkout", "payments"),
        fact("a", "draft").status(MemoryStatus.DRAFT),
        fact("a", "superseded").status(MemoryStatus.SUPERSEDED),
        fact("a", "suspect").status(MemoryStatus.SUSPECT),
        fact("a", "session").scope(new Scope(Tenant.DEFAULT, null, null, "a", null, "s-1")),
        fact("a", "expired").expiresAt(NOW),
        TestMemories.note("note", "checkout depends on nothing"));

    assertThat(arrows()).containsExactly("a depends on suspect", "checkout depends on payments");
  }

  @Test
  void theStoreIsAskedOnceWithinTheFreshness() {
    put(fact("checkout", "payments"));
    arrows();
    reads.clear();
    put(fact("checkout", "orders-db"));
    nanos.addAndGet(FRESHNESS.toNanos() - 1);

    assertThat(arrows()).hasSize(1);
    assertThat(reads).isEmpty();
  }

  @Test
  void whatChangedIsFollowedWithoutASecondScan() {
    put(fact("checkout", "payments"), fact("checkout", "orders-db"));
    ServiceGraph before = live.graph(NOW);
    reads.clear();
    put(fact("web", "checkout"));
    store.itself().writer(Tenant.DEFAULT).delete(List.of(id("checkout orders-db")), NOW);
    later();

    assertThat(arrows()).containsExactly("checkout depends on payments", "web depends on checkout");
    assertThat(reads).containsExactly("changes");
    assertThat(before.dependencies()).hasSize(2);
  }

  @Test
  void aFactThatIsSupersededOrBecomesSomethingElseLeaves() {
    put(fact("a", "b"), fact("c", "d"));
    arrows();
    put(
        fact("a", "b").status(MemoryStatus.SUPERSEDED).version(1),
        TestMemories.note("c d", "a note now").version(1));
    later();

    assertThat(arrows()).isEmpty();
  }

  @Test
  void whatExpiresLeavesWithTheNextReading() {
    put(fact("a", "b").expiresAt(NOW.plusSeconds(5)));
    assertThat(arrows()).hasSize(1);
    later();

    assertThat(arrows(NOW.plusSeconds(5))).isEmpty();
  }

  @Test
  void countsOfUseMakeNoNewGraph() {
    put(fact("a", "b"));
    ServiceGraph before = live.graph(NOW);
    store.itself().writer(Tenant.DEFAULT).adjust(id("a b"), UsageDelta.reinforced(1, NOW));
    later();

    assertThat(live.graph(NOW)).isSameAs(before);
  }

  @Test
  void whoMissedThousandsOfChangesScansAgain() {
    put(fact("checkout", "payments"));
    arrows();
    reads.clear();
    for (int batch = 0; batch < 6; batch++) {
      List<MemoryBuilder> notes = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        notes.add(TestMemories.note("note " + batch + " " + i, "x"));
      }
      put(notes.toArray(MemoryBuilder[]::new));
    }
    put(fact("web", "checkout"));
    later();

    assertThat(arrows()).hasSize(2);
    assertThat(reads).containsOnlyOnce("scan");
    later();
    assertThat(arrows()).hasSize(2);
    assertThat(reads).containsOnlyOnce("scan");
  }

  @Test
  void severalPagesOfFactsAreOneGraph() {
    MemoryBuilder[] facts = new MemoryBuilder[2_500];
    for (int i = 0; i < facts.length; i++) {
      facts[i] = fact("s" + i, "s" + (i + 1));
    }
    put(facts);

    assertThat(live.graph(NOW).dependencies()).hasSize(2_500);
    assertThat(live.graph(NOW).dependenciesOf("s0", 2_500)).hasSize(2_500);
  }

  @Test
  void aStoreThatIsDownIsSaidAndAskedAgain() {
    put(fact("a", "b"));
    store.beforeReading(
        method -> {
          throw new UnavailableException("the store", "down");
        });
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> live.graph(NOW));
    store.beforeReading(method -> {});

    assertThat(arrows()).hasSize(1);
  }

  @Test
  void anotherTenantsFactsAreNotInIt() {
    Memory foreign = fact("x", "y").scope(ANYWHERE.withTenant(new Tenant("other"))).build();
    store
        .itself()
        .writer(new Tenant("other"))
        .upsert(List.of(new StoredMemory(foreign, List.of(), null)));

    assertThat(arrows()).isEmpty();
  }
}
