package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.lucene.index.StoreDirectory;
import io.runbookmemory.lucene.snapshot.AskedVector;
import io.runbookmemory.lucene.snapshot.TenantSnapshot;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Filter;
import io.runbookmemory.testkit.SampleMemories;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LuceneOptionsTest {

  @TempDir Path path;

  private Index open(VectorPrecision precision) {
    return Index.open(
        new StoreDirectory(path),
        () -> new MMapDirectory(path),
        LuceneOptions.builder().vectors(precision).maxConnections(24).beamWidth(80).build());
  }

  private void write(Index index, int from, int to) {
    new LuceneWriter(index, path.toString(), Tenant.DEFAULT)
        .upsert(IntStream.range(from, to).mapToObj(Samples::pointing).toList());
  }

  private static List<Candidate> best(Index index, long question, long few) {
    return index.read(
        snapshot -> {
          var tenant = new TenantSnapshot(snapshot, Tenant.DEFAULT);
          var allowed = LuceneSearch.allowed(tenant, Filter.everything(), SampleMemories.NOW);
          return new VectorLeg(snapshot, allowed, new AskedVector(Samples.direction(question)), few)
              .best(10);
        });
  }

  private static double recallAtTen(Index index) {
    int found = 0;
    for (int question = 1; question <= 30; question++) {
      Set<MemoryId> right = ids(best(index, -question, Long.MAX_VALUE));
      right.retainAll(ids(best(index, -question, 1)));
      found += right.size();
    }
    return found / 300.0;
  }

  private static Set<MemoryId> ids(List<Candidate> candidates) {
    Set<MemoryId> ids = new HashSet<>();
    candidates.forEach(candidate -> ids.add(candidate.id()));
    return ids;
  }

  @ParameterizedTest
  @EnumSource
  void similaritiesAreExactHoweverTheGraphCompares(VectorPrecision precision) {
    try (Index index = open(precision)) {
      write(index, 0, 1500);

      for (long few : new long[] {1, Long.MAX_VALUE}) {
        for (Candidate candidate : best(index, -3, few)) {
          long number = candidate.id().value().getLeastSignificantBits();
          double similarity =
              Samples.pointing(number).passages().stream()
                  .mapToDouble(p -> p.embedding().similarity(Samples.direction(-3)))
                  .max()
                  .orElseThrow();
          assertThat(candidate.score()).isCloseTo(similarity, within(0.0));
        }
      }
      assertThat(recallAtTen(index)).isGreaterThan(0.95);
    }
  }

  @Test
  void whatWasWrittenWithOtherOptionsIsFoundToo() {
    int from = 0;
    for (VectorPrecision precision : VectorPrecision.values()) {
      try (Index index = open(precision)) {
        write(index, from, from + 400);
        from += 400;
        assertThat(best(index, 2L * (from - 1), 1).getFirst().id())
            .isEqualTo(SampleMemories.id(from - 1));
      }
    }
    try (Index index = open(VectorPrecision.FLOAT32)) {
      assertThat(best(index, -1, Long.MAX_VALUE)).hasSize(10);
      assertThat(recallAtTen(index)).isGreaterThan(0.95);
    }
  }

  @Test
  void whatLuceneWouldRefuseIsRefusedWithItsRange() {
    assertThatThrownBy(() -> LuceneOptions.builder().maxConnections(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxConnections must be in [2, 512], got 1");
    assertThatThrownBy(() -> LuceneOptions.builder().beamWidth(3201))
        .hasMessage("beamWidth must be in [1, 3200], got 3201");
  }

  @Test
  void theDefaultsAreLucenesOwnWithFullPrecision() {
    assertThat(LuceneOptions.DEFAULT.vectors()).isEqualTo(VectorPrecision.FLOAT32);
    assertThat(LuceneOptions.DEFAULT.maxConnections()).isEqualTo(16);
    assertThat(LuceneOptions.DEFAULT.beamWidth()).isEqualTo(100);
    assertThat(LuceneOptions.DEFAULT.files()).isEqualTo(FileAccess.MAPPED);
  }
}
