package io.runbookmemory.lucene;

import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.lucene.previous.OldStore;
import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.lucene.report.RepairReport;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import io.runbookmemory.testkit.SampleMemories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repairs of stores with documents of before there were seals. */
class UnsealedTest {

  @TempDir Path temp;
  private Path path;
  private Path into;

  @BeforeEach
  void writeAStoreWithoutSeals() throws IOException {
    path = temp.resolve("store");
    into = temp.resolve("new");
    OldStore.main(new String[] {path.toString()});
  }

  private RepairReport repair() {
    RepairReport report = LuceneMemoryStore.repair(path, into, Progress.SILENT);
    assertThat(LuceneMemoryStore.verify(into, Progress.SILENT).problems()).isEmpty();
    return report;
  }

  private void flipTheMiddleOf(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void whereTheFilesAreSoundAllIsKept() {
    Contents before = Contents.of(path);
    assertThat(before.changes()).hasSize(OldStore.NOTES + 1);
    RepairReport report = repair();

    assertThat(report.problems()).isEmpty();
    assertThat(report.lost()).isEmpty();
    assertThat(report.withoutVectors()).isEmpty();
    assertThat(report.nameless()).isZero();
    assertThat(Contents.of(into)).isEqualTo(before);
  }

  @Test
  void withoutTheCommitVectorsWhoseSpaceIsUnknownAreToldOf() throws IOException {
    Contents before = Contents.of(path);
    for (Path file : Contents.files(path)) {
      if (file.toString().contains("segments_")) {
        Files.delete(file);
      }
    }
    RepairReport report = repair();

    assertThat(report.lost()).isEmpty();
    assertThat(report.withoutVectors().get(Tenant.DEFAULT)).hasSize(OldStore.NOTES);
    Contents after = Contents.of(into);
    assertThat(after.history()).isEqualTo(before.history());
    before
        .changes()
        .forEach(
            (id, change) ->
                assertThat(after.changes().get(id))
                    .isEqualTo(Contents.comparable(change, true, false)));
  }

  @Test
  void whenASealedSegmentIsDamagedTheOthersAreKept() throws IOException {
    FakeEmbeddingModel model = new FakeEmbeddingModel(16);
    Set<Path> old = new HashSet<>(Contents.files(path));
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      StoredMemory news =
          SampleMemories.embedded(
              SampleMemories.note(id(900), "Note 900", "certificate expired").build(), model);
      store.writer(Tenant.DEFAULT).upsert(List.of(news));
    }
    Contents before = Contents.of(path);
    List<Path> news = Contents.files(path);
    news = news.stream().filter(file -> !old.contains(file)).toList();
    flipTheMiddleOf(
        news.stream().filter(file -> file.toString().endsWith(".cfs")).findAny().orElseThrow());
    RepairReport report = repair();

    Contents after = Contents.of(into);
    assertThat(report.problems()).isNotEmpty();
    before
        .changes()
        .forEach(
            (id, change) -> {
              if (!id.equals(id(900))) {
                assertThat(after.changes().get(id)).isEqualTo(change);
              }
            });
  }

  @Test
  void whereTheFilesAreDamagedNothingIsTakenOnTrust() throws IOException {
    Contents before = Contents.of(path);
    Path largest =
        Contents.files(path).stream()
            .max(Comparator.comparingLong(file -> file.toFile().length()))
            .orElseThrow();
    byte[] bytes = Files.readAllBytes(largest);
    // The stored fields come first in a packed segment's largest part but one: hit them all over.
    for (int at = 500; at < bytes.length - 500; at += 500) {
      bytes[at] ^= 1;
    }
    Files.write(largest, bytes);
    RepairReport report = repair();

    assertThat(report.problems()).isNotEmpty();
    Contents after = Contents.of(into);
    for (var entry : after.changes().entrySet()) {
      MemoryId id = entry.getKey();
      Change was = Objects.requireNonNull(before.changes().get(id));
      boolean lexical =
          report.withoutVectors().getOrDefault(Tenant.DEFAULT, List.of()).contains(id);
      assertThat(Contents.comparable(entry.getValue(), lexical, true))
          .isEqualTo(Contents.comparable(was, lexical, true));
    }
    assertThat(after.changes().size()).isLessThan(before.changes().size());
  }
}
