package io.runbookmemory.bench.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class RoundsTest {

  @TempDir Path directory;

  @Test
  void concurrentWritersThatAreKilledLoseNothingAcknowledged() throws Exception {
    long seed = System.nanoTime();
    Rounds rounds = new Rounds(directory, 6, seed);
    rounds.fill(200);

    KillReport report = rounds.run(3, said -> {});

    assertThat(report.lost()).as("seed %s", seed).isEmpty();
    assertThat(report.half()).as("seed %s", seed).isEmpty();
    assertThat(report.acknowledged()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void theAuditSeesWhatIsMissing() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(directory.resolve("store"))) {
      MemoryWriter writer = store.writer(Tenant.DEFAULT);
      writer.upsert(List.of(Load.memory(Load.SHARED, "everybody counts on it")));
      Load load = new Load(0, 0);
      for (int step = 0; step < 5; step++) {
        load.carryOut(step, writer);
      }
      Audit whole = new Audit();
      whole.check(0, new int[] {5}, store.reader(Tenant.DEFAULT));
      assertThat(whole.lost()).isEmpty();
      assertThat(whole.half()).isEmpty();

      writer.delete(List.of(load.id(1, 7)), Instant.EPOCH);
      writer.delete(load.ids(0), Instant.EPOCH);
      Audit damaged = new Audit();
      damaged.check(0, new int[] {6}, store.reader(Tenant.DEFAULT));
      assertThat(damaged.lost())
          .hasSize(3)
          .anyMatch(line -> line.contains("the batch is gone"))
          .anyMatch(line -> line.contains("counts are 1, must be 2 to 2"));
      assertThat(damaged.half()).singleElement().asString().contains("9 of the batch are there");
    }
  }
}
