package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.lucene.index.StoreDirectory;
import io.runbookmemory.lucene.snapshot.AskedVector;
import io.runbookmemory.lucene.snapshot.TenantSnapshot;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.SampleMemories;
import java.nio.file.Path;
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
import org.junit.jupiter.params.provider.CsvSource;

/** The graph, which the contract's few memories would never reach, against comparing all. */
class VectorLegTest {

  private static final long ASK_THE_GRAPH = 16;

  @TempDir Path path;
  private Index index;

  @BeforeEach
  void open() {
    index =
        Index.open(new StoreDirectory(path), () -> new MMapDirectory(path), LuceneOptions.DEFAULT);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private void write(int from, int to) {
    new LuceneWriter(index, path.toString(), Tenant.DEFAULT)
        .upsert(IntStream.range(from, to).mapToObj(VectorLegTest::memory).toList());
  }

  private static StoredMemory memory(int number) {
    StoredMemory stored = Samples.pointing(number);
    return new StoredMemory(
        stored.memory().toBuilder().pinned(number % 3 == 0).build(),
        stored.passages(),
        stored.space());
  }

  private List<MemoryId> best(long question, Filter filter, int wanted, long few) {
    return index.read(
        snapshot -> {
          var tenant = new TenantSnapshot(snapshot, Tenant.DEFAULT);
          var allowed = LuceneSearch.allowed(tenant, filter, SampleMemories.NOW);
          var leg =
              new VectorLeg(snapshot, allowed, new AskedVector(Samples.direction(question)), few);
          return leg.best(wanted).stream().map(Candidate::id).toList();
        });
  }

  private double recallAtTen(Filter filter) {
    int found = 0;
    for (int question = 1; question <= 50; question++) {
      Set<MemoryId> near = new HashSet<>(best(-question, filter, 10, ASK_THE_GRAPH));
      assertThat(near).hasSize(10);
      near.retainAll(best(-question, filter, 10, Long.MAX_VALUE));
      found += near.size();
    }
    return found / 500.0;
  }

  @Test
  void theGraphFindsNearlyAllAndAsManyAsAreWanted() {
    write(0, 2000);
    write(2000, 3000);

    assertThat(recallAtTen(Filter.everything())).isGreaterThan(0.95);
    assertThat(recallAtTen(Filter.eq(Field.PINNED, true))).isGreaterThan(0.95);
  }

  @Test
  void whatTheGraphFindsHoldsTheFilter() {
    write(0, 1500);

    for (int question = 1; question <= 20; question++) {
      assertThat(best(-question, Filter.eq(Field.PINNED, true), 50, ASK_THE_GRAPH))
          .hasSize(50)
          .allMatch(id -> id.value().getLeastSignificantBits() % 3 == 0);
    }
  }

  @Test
  void manyEqualsComeInTheOrderOfTheirIds() {
    List<Passage> same = Samples.pointing(7).passages();
    List<StoredMemory> equals =
        IntStream.range(0, 1200)
            .mapToObj(n -> new StoredMemory(memory(1199 - n).memory(), same, Samples.SPACE))
            .toList();
    new LuceneWriter(index, path.toString(), Tenant.DEFAULT).upsert(equals);

    assertThat(best(14, Filter.everything(), 10, ASK_THE_GRAPH))
        .isEqualTo(IntStream.range(0, 10).mapToObj(SampleMemories::id).toList());
  }

  @Test
  void allComeWhereAllAreWanted() {
    write(0, 700);

    assertThat(best(-1, Filter.everything(), 700, ASK_THE_GRAPH))
        .isEqualTo(best(-1, Filter.everything(), 700, Long.MAX_VALUE))
        .hasSize(700);
  }

  /** The numbers of arm-bench's NeighboursTest, whose queries by hand are to ask for as many. */
  @ParameterizedTest
  @CsvSource({"0,150", "1000,150", "300000,150", "600000,168", "1000000,183", "10000000,269"})
  void aLargerGraphIsAskedForMore(long passages, int asked) {
    assertThat(VectorLeg.neighbours(passages, 1)).isEqualTo(asked);
  }

  @Test
  void aGraphOfWhichFewAreAllowedIsAskedForFewer() {
    assertThat(VectorLeg.neighbours(1_000_000, 1 / 8.0)).isEqualTo(92);
  }
}
