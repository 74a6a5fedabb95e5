package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.lucene.index.StoreDirectory;
import io.runbookmemory.lucene.snapshot.AskedVector;
import io.runbookmemory.lucene.snapshot.TenantSnapshot;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.SampleMemories;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a search leaves out, when it asks the graph and when it compares all. */
class FilteredSearchTest {

  private static final int MEMORIES = 2000;
  private static final long ASK_THE_GRAPH = 1;
  private static final Tenant OTHER = new Tenant("other");
  private static final Instant NOW = SampleMemories.NOW;

  @TempDir Path path;
  private Index index;

  @BeforeEach
  void open() {
    StoreDirectory place = new StoreDirectory(path);
    index = Index.open(place, () -> new MMapDirectory(path), LuceneOptions.DEFAULT);
  }

  @AfterEach
  void close() {
    index.close();
  }

  /** Every second is pinned; the number of occurrences parts the others, and every third ends. */
  private static StoredMemory memory(int number, Tenant tenant) {
    StoredMemory stored = Samples.pointing(number);
    Memory memory =
        stored.memory().toBuilder()
            .scope(Scope.of(tenant))
            .pinned(number % 2 == 0)
            .occurrences(1 + number % 200)
            .expiresAt(number % 3 == 0 ? NOW.plusSeconds(number) : null)
            .build();
    return new StoredMemory(memory, stored.passages(), stored.space());
  }

  private LuceneWriter writer(Tenant tenant) {
    return new LuceneWriter(index, path.toString(), tenant);
  }

  private void write(int from, int to, Tenant tenant) {
    writer(tenant)
        .upsert(IntStream.range(from, to).mapToObj(number -> memory(number, tenant)).toList());
  }

  private List<MemoryId> best(long question, Filter filter, Instant asOf, long few) {
    return best(Tenant.DEFAULT, question, filter, asOf, few);
  }

  private List<MemoryId> best(Tenant tenant, long question, Filter filter, Instant asOf, long few) {
    return index.read(
        snapshot -> {
          var allowed = LuceneSearch.allowed(new TenantSnapshot(snapshot, tenant), filter, asOf);
          var leg =
              new VectorLeg(snapshot, allowed, new AskedVector(Samples.direction(question)), few);
          return leg.best(10).stream().map(Candidate::id).toList();
        });
  }

  private double recallAtTen(Filter filter, Instant asOf) {
    int found = 0;
    for (int question = 1; question <= 30; question++) {
      List<MemoryId> exact = best(-question, filter, asOf, Long.MAX_VALUE);
      Set<MemoryId> near = new HashSet<>(best(-question, filter, asOf, ASK_THE_GRAPH));
      assertThat(near).hasSameSizeAs(exact);
      near.retainAll(exact);
      found += near.size();
    }
    return found / 300.0;
  }

  private static long number(MemoryId id) {
    return id.value().getLeastSignificantBits();
  }

  /** Passes 50 %, 5 % and 0.5 % of the memories. */
  private static Filter passing(int of) {
    return switch (of) {
      case 2 -> Filter.eq(Field.PINNED, true);
      case 20 -> new Filter.Range<>(Field.OCCURRENCES, 1L, 11L);
      default -> Filter.eq(Field.OCCURRENCES, 7L);
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 20, 200})
  void whateverAFilterLeavesTheGraphFindsAsManyAndNearlyTheSame(int of) {
    write(0, MEMORIES, Tenant.DEFAULT);

    assertThat(recallAtTen(passing(of), NOW.minusSeconds(1))).isGreaterThan(0.95);
  }

  @Test
  void whatHasExpiredIsLeftOutAtEveryTimeOfAsking() {
    write(0, 700, Tenant.DEFAULT);
    write(700, MEMORIES, Tenant.DEFAULT);

    for (long seconds : new long[] {0, 2000, 500, 1999, 1001, 1000, -1}) {
      Instant asOf = NOW.plusSeconds(seconds);
      for (long few : new long[] {ASK_THE_GRAPH, Long.MAX_VALUE}) {
        for (int question = 1; question <= 10; question++) {
          assertThat(best(-question, passing(2), asOf, few))
              .as("%d s later, few: %d", seconds, few)
              .hasSize(10)
              .allMatch(id -> number(id) % 2 == 0)
              .allMatch(id -> number(id) % 3 != 0 || number(id) > seconds);
        }
      }
      assertThat(recallAtTen(Filter.everything(), asOf)).isGreaterThan(0.95);
    }
  }

  @Test
  void whatWasDeletedOrReplacedIsLeftOutOfWhatAnEarlierSearchHasWorkedOut() {
    write(0, MEMORIES, Tenant.DEFAULT);
    Instant before = NOW.minusSeconds(1);
    List<MemoryId> nearest = best(-1, passing(2), before, Long.MAX_VALUE);
    MemoryId unpinned = nearest.get(1);
    StoredMemory stored = memory((int) number(unpinned), Tenant.DEFAULT).withVersion(1);

    writer(Tenant.DEFAULT).delete(List.of(nearest.getFirst()), NOW);
    writer(Tenant.DEFAULT)
        .upsert(
            List.of(
                new StoredMemory(
                    stored.memory().toBuilder().pinned(false).build(),
                    stored.passages(),
                    stored.space())));

    for (long few : new long[] {ASK_THE_GRAPH, Long.MAX_VALUE}) {
      assertThat(best(-1, passing(2), before, few))
          .hasSize(10)
          .startsWith(nearest.get(2), nearest.get(3))
          .doesNotContain(nearest.getFirst(), unpinned);
      assertThat(best(-1, Filter.everything(), before, few))
          .contains(unpinned)
          .doesNotContain(nearest.getFirst());
    }
  }

  @Test
  void aTenantFindsItsOwnInASegmentThatItShares() {
    write(0, 1000, Tenant.DEFAULT);
    write(1000, 1030, OTHER);
    write(1030, 1500, Tenant.DEFAULT);
    writer(Tenant.DEFAULT).delete(Filter.eq(Field.OCCURRENCES, 3L), NOW);

    for (long few : new long[] {ASK_THE_GRAPH, Long.MAX_VALUE}) {
      for (int question = 1; question <= 10; question++) {
        assertThat(best(OTHER, -question, Filter.everything(), NOW, few))
            .hasSize(10)
            .allMatch(id -> number(id) >= 1000 && number(id) < 1030);
        assertThat(best(-question, Filter.everything(), NOW, few))
            .hasSize(10)
            .allMatch(id -> number(id) < 1000 || number(id) >= 1030);
      }
    }
  }

  @Test
  void aMemoryOfManyPassagesIsFoundOnceAndByItsBest() {
    write(0, 1000, Tenant.DEFAULT);
    writer(Tenant.DEFAULT).upsert(List.of(Samples.crowd(5000, 200, -1)));

    List<MemoryId> near = best(-1, Filter.everything(), NOW, ASK_THE_GRAPH);

    assertThat(near).hasSize(10).doesNotHaveDuplicates().startsWith(SampleMemories.id(5000));
    assertThat(near).isEqualTo(best(-1, Filter.everything(), NOW, Long.MAX_VALUE));
  }

  @Test
  void searchingWithoutExpiryNeedsNoneToHaveIt() {
    writer(Tenant.DEFAULT).upsert(List.of(Samples.pointing(1)));

    assertThat(best(-1, Filter.everything(), NOW.plus(Duration.ofDays(9000)), ASK_THE_GRAPH))
        .containsExactly(SampleMemories.id(1));
  }
}
