package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.lucene.report.RepairReport;
import io.runbookmemory.memory.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairTest {

  @TempDir Path temp;
  private Path path;
  private Path into;

  @BeforeEach
  void createStore() {
    path = temp.resolve("store");
    into = temp.resolve("new");
    Contents.write(path, 3);
  }

  private RepairReport repair() {
    return LuceneMemoryStore.repair(path, into, Progress.SILENT);
  }

  @Test
  void aSoundStoreIsCopiedWhole() {
    Contents before = Contents.of(path);
    RepairReport report = repair();

    assertThat(report.problems()).isEmpty();
    assertThat(report.lost()).isEmpty();
    assertThat(report.withoutVectors()).isEmpty();
    assertThat(report.nameless()).isZero();
    assertThat(Contents.of(into)).isEqualTo(before);
    assertThat(report.kept()).isEqualTo(LuceneMemoryStore.verify(into, Progress.SILENT).tenants());
    assertThat(LuceneMemoryStore.verify(into, Progress.SILENT).problems()).isEmpty();
  }

  @Test
  void withoutTheCommitItsSegmentsAreEnough() throws IOException {
    Contents before = Contents.of(path);
    for (Path file : Contents.files(path)) {
      if (String.valueOf(file.getFileName()).startsWith("segments_")) {
        Files.delete(file);
      }
    }
    RepairReport report = repair();

    assertThat(report.lost()).isEmpty();
    assertThat(report.withoutVectors()).isEmpty();
    assertThat(Contents.of(into)).isEqualTo(before);
  }

  @Test
  void aStoreIsNotRepairedWhileItIsOpenNorOntoAnother() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isPositive();
      assertThatThrownBy(this::repair).isInstanceOf(UnavailableException.class);
    }
    repair();
    assertThatThrownBy(this::repair).isInstanceOf(ConfigurationException.class);
  }
}
