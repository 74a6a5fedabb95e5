package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.index.IndexFields.Kind;
import io.runbookmemory.lucene.report.Problem;
import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.lucene.report.VerifyReport;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.StoreStats;
import io.runbookmemory.testkit.SampleMemories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {

  @TempDir Path path;
  @TempDir Path elsewhere;

  private void createStore() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      write(store);
    }
  }

  private static void write(LuceneMemoryStore store) {
    var writer = store.writer(Tenant.DEFAULT);
    writer.upsert(LongStream.range(0, 10).mapToObj(Samples::pointing).toList());
    writer.delete(List.of(SampleMemories.id(3)), SampleMemories.NOW);
  }

  private VerifyReport verify() {
    return LuceneMemoryStore.verify(path, Progress.SILENT);
  }

  /** Changes the index below the store. */
  private interface Tampering {
    void on(IndexWriter writer) throws IOException;
  }

  private List<String> foundAfter(Tampering tampering) throws IOException {
    createStore();
    try (Directory directory = new MMapDirectory(path);
        IndexWriter writer =
            new IndexWriter(
                directory, new IndexWriterConfig().setCodec(LuceneOptions.DEFAULT.codec()))) {
      var data = writer.getLiveCommitData();
      tampering.on(writer);
      writer.setLiveCommitData(data);
      writer.commit();
    }
    return verify().problems().stream().map(Problem::toString).toList();
  }

  private static Term key(String field, long number) {
    return new Term(field, IndexFields.key(Tenant.DEFAULT, SampleMemories.id(number)));
  }

  @Test
  void aSoundStoreIsCountedAndSaidToBeSound() {
    createStore();
    List<String> steps = new ArrayList<>();
    VerifyReport report =
        LuceneMemoryStore.verify(
            path,
            (step, done, of) -> {
              assertThat(done).isBetween(0L, of);
              steps.add(step);
            });

    assertThat(report.problems()).isEmpty();
    assertThat(report.sound()).isTrue();
    assertThat(report.tenants())
        .containsExactly(java.util.Map.entry(Tenant.DEFAULT, new StoreStats(9, 18, 1, 1, 11)));
    assertThat(report.files()).isPositive();
    assertThat(steps).contains("checking files", "checking segments", "checking memories");
  }

  @Test
  void aStoreIsVerifiedWhileItIsWritten() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      for (int round = 0; round < 20; round++) {
        write(store);
        assertThat(verify().problems()).isEmpty();
      }
    }
  }

  @Test
  void whereThereIsNoStoreThereIsNothingToVerify() {
    assertThatThrownBy(this::verify)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("there is no store at " + path);
  }

  @Test
  void aFlippedByteIsToldOfWithItsFileAndNothingElse() throws IOException {
    createStore();
    for (Path file : filesOfTheCommit()) {
      byte[] whole = Files.readAllBytes(file);
      byte[] flipped = whole.clone();
      flipped[whole.length / 2] ^= 4;
      Files.write(file, flipped);
      assertThat(verify().problems())
          .as("%s", file)
          .singleElement()
          .satisfies(problem -> assertThat(file).hasFileName(problem.place()).exists());
      Files.write(file, whole);
    }
    assertThat(verify().sound()).isTrue();
  }

  @Test
  void aMissingFileIsToldOf() throws IOException {
    createStore();
    for (Path file : filesOfTheCommit()) {
      Path aside = Files.move(file, elsewhere.resolve("aside"));
      String name = file.getFileName().toString();
      String told = name.startsWith("segments") ? "segments_N" : name;
      assertThat(verify().problems()).as(name).contains(Problem.of(told, "it is missing"));
      Files.move(aside, file);
    }
  }

  @Test
  void aMemoryWithoutUsageIsFound() throws IOException {
    assertThat(foundAfter(writer -> writer.deleteDocuments(key(IndexFields.STATE, 5))))
        .containsExactly(
            "the store, memory " + SampleMemories.id(5) + " of default: it has no usage");
  }

  @Test
  void aUsageWithoutMemoryIsFound() throws IOException {
    assertThat(foundAfter(writer -> writer.deleteDocuments(key(IndexFields.BLOCK, 5))))
        .singleElement()
        .asString()
        .contains(SampleMemories.id(5).toString(), "a usage of it, but no memory");
  }

  @Test
  void passagesWithoutMemoryAreFound() throws IOException {
    assertThat(foundAfter(writer -> writer.deleteDocuments(key(IndexFields.MEMORY, 5))))
        .anyMatch(problem -> problem.contains("2 passages are of no memory"));
  }

  @Test
  void aMemoryWithoutItsPassagesIsFound() throws IOException {
    BooleanQuery passages =
        new BooleanQuery.Builder()
            .add(new TermQuery(key(IndexFields.BLOCK, 5)), Occur.FILTER)
            .add(new TermQuery(Kind.PASSAGE.term()), Occur.FILTER)
            .build();
    assertThat(foundAfter(writer -> writer.deleteDocuments(passages)))
        .anyMatch(problem -> problem.contains("it must have 2 passages, got 0"));
  }

  private List<Path> filesOfTheCommit() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> !file.endsWith("write.lock")).toList();
    }
  }
}
