package io.runbookmemory.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.bench.search.ArmSide;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.HnswlibSide;
import io.runbookmemory.bench.search.JVectorSide;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.bench.search.RawSide;
import io.runbookmemory.bench.search.Selectivity;
import io.runbookmemory.bench.search.Side;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.lucene.LuceneOptions;
import io.runbookmemory.store.SearchRequest.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SidesTest {

  private static final int SIZE = 400;
  private static final Data DATA = MadeData.of(SIZE);

  @TempDir private Path folder;

  /** The nearest that pass, by comparing all. */
  private static Set<Integer> nearest(Entry question, Selectivity selectivity) {
    BitSet passing = DATA.passing(selectivity);
    Embedding vector = question.embedding();
    Comparator<Integer> byDistance =
        Comparator.comparingDouble(number -> -DATA.embedding(number).similarity(vector));
    return IntStream.range(0, SIZE)
        .filter(passing::get)
        .boxed()
        .sorted(byDistance)
        .limit(Side.TOP_K)
        .collect(Collectors.toSet());
  }

  private static Set<Integer> found(Side side, Mode mode, Entry question, Selectivity selectivity)
      throws IOException {
    return Arrays.stream(side.search(question, mode, selectivity))
        .boxed()
        .collect(Collectors.toSet());
  }

  private static void sameAsComparingAll(Side side) throws IOException {
    for (Selectivity selectivity : Selectivity.values()) {
      for (Entry question : DATA.questions().subList(0, 10)) {
        Set<Integer> expected = nearest(question, selectivity);
        if (!side.knowsFilters() && selectivity != Selectivity.ALL) {
          expected = new HashSet<>(nearest(question, Selectivity.ALL));
          BitSet passing = DATA.passing(selectivity);
          expected.removeIf(number -> !passing.get(number));
        }
        assertThat(found(side, Mode.VECTOR, question, selectivity))
            .as("%s with a filter of %s", side.name(), selectivity)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void storesThatCompareAllGiveWhatComparingAllGivesWithEachFilter() throws IOException {
    try (LangChain4jSide langChain4j = new LangChain4jSide(DATA);
        SpringAiMemorySide springAi = new SpringAiMemorySide(DATA)) {
      sameAsComparingAll(langChain4j);
      sameAsComparingAll(springAi);
    }
  }

  @Test
  void graphsThatKeepAsManyCandidatesAsThereAreGiveWhatComparingAllGives() throws IOException {
    try (JVectorSide jvector = new JVectorSide(DATA);
        HnswlibSide hnswlib = new HnswlibSide(DATA)) {
      jvector.keep(SIZE);
      hnswlib.keep(SIZE);
      sameAsComparingAll(jvector);
      sameAsComparingAll(hnswlib);
    }
  }

  @Test
  void armAndRawLuceneGiveWhatComparingAllGives() throws IOException {
    try (ArmSide arm = new ArmSide(folder.resolve("arm"), LuceneOptions.DEFAULT, DATA.space());
        RawSide raw = new RawSide(folder.resolve("raw"), SIZE)) {
      arm.write(DATA, new Progress());
      raw.write(DATA, new Progress());
      sameAsComparingAll(arm);
      sameAsComparingAll(raw);
    }
  }

  /** Its graph is asked for ten alone, so that one may be missed. */
  @Test
  void langChain4jsLuceneStoreRunsOnArmsLuceneAndLeavesFilteringToItsCaller() throws IOException {
    try (LangChain4jLuceneSide side = new LangChain4jLuceneSide(folder, DATA)) {
      int all = 0;
      for (Entry question : DATA.questions().subList(0, 10)) {
        Set<Integer> hits = found(side, Mode.VECTOR, question, Selectivity.ALL);
        assertThat(hits).hasSize(Side.TOP_K);
        hits.retainAll(nearest(question, Selectivity.ALL));
        all += hits.size();
        BitSet passing = DATA.passing(Selectivity.RARE);
        assertThat(found(side, Mode.VECTOR, question, Selectivity.RARE)).allMatch(passing::get);
      }
      assertThat(all).isGreaterThanOrEqualTo(90);
    }
  }

  @Test
  void fts5AloneFindsByWordsWhatArmFindsOnSqlite() throws IOException {
    try (ArmSide arm = new ArmSide(SqliteMemoryStore.open(folder.resolve("arm.db")), DATA.space());
        SqliteFtsSide alone = new SqliteFtsSide(folder.resolve("fts.db"), DATA)) {
      arm.write(DATA, new Progress());
      for (Selectivity selectivity : Selectivity.values()) {
        BitSet passing = DATA.passing(selectivity);
        for (Entry question : List.copyOf(DATA.questions()).subList(0, 10)) {
          Set<Integer> ours = found(arm, Mode.TEXT, question, selectivity);
          Set<Integer> theirs = found(alone, Mode.TEXT, question, selectivity);
          assertThat(theirs).allMatch(passing::get).hasSameSizeAs(ours);
        }
      }
    }
  }
}
