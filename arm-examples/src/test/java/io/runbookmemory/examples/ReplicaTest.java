package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.jdbc.PostgresMemoryStore;
import io.runbookmemory.jdbc.PostgresOptions;
import io.runbookmemory.jdbc.hint.PostgresHint;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.recall.Degradation;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.replica.ReplicaStatus;
import io.runbookmemory.store.replica.ReplicatedMemoryStore;
import io.runbookmemory.testkit.server.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The front door on PostgreSQL with a Lucene replica, by a real model, while the server dies. */
@Timeout(300)
class ReplicaTest {

  private static final String FIX =
      "Database pool exhausted on the primary, 503s since 02:47. Fix: raised max connections from"
          + " 100 to 200.";
  private static final String LATER = "Payment webhooks time out: the proxy kept stale addresses";

  @TempDir Path directory;

  @Test
  void recallOutlivesTheDatabaseAndCatchesUp() throws Exception {
    try (LocalPostgres server = PostgresUnderTest.start();
        EmbeddingModel model = OnnxEmbeddingModel.bundled()) {
      DataSource dataSource = PostgresUnderTest.dataSource(server.url());
      try (ReplicatedMemoryStore store = open(dataSource);
          RunbookMemory arm = RunbookMemory.builder(store).model(model).build()) {
        arm.remember(FIX);
        Recall fresh = recall(arm, "503s at checkout: too many connections to the database");
        assertThat(fresh.degraded()).isEmpty();
        await(() -> isCopied(store, 1));

        server.crash();
        Recall stale = recall(arm, "503s at checkout: too many connections to the database");
        assertThat(stale.best().orElseThrow().memory().text())
            .contains("Fix: raised max connections from 100 to 200");
        assertThat(stale.strength()).isEqualTo(fresh.strength());
        assertThat(stale.degraded()).containsExactly(Degradation.STORE_STALE);
        assertThat(stale.took()).isLessThan(Duration.ofSeconds(10));
        assertThat(Objects.requireNonNull(stale.staleness()).asOf())
            .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThatThrownBy(() -> arm.remember(LATER)).isInstanceOf(UnavailableException.class);

        server.restart();
        try (PostgresMemoryStore other = PostgresMemoryStore.open(dataSource, announcing());
            RunbookMemory colleague = RunbookMemory.builder(other).model(model).build()) {
          colleague.remember(LATER);
        }
        await(() -> isCopied(store, 2));
        await(() -> store.status(Tenant.DEFAULT).reached());
        Recall again = recall(arm, LATER);
        assertThat(again.degraded()).isEmpty();
        assertThat(again.best().orElseThrow().memory().text()).isEqualTo(LATER);
      }
    }
  }

  private static PostgresOptions announcing() {
    return PostgresOptions.builder().announceWrites(true).patience(Duration.ofSeconds(2)).build();
  }

  private ReplicatedMemoryStore open(DataSource dataSource) {
    PostgresOptions options = announcing();
    // region replica
    ReplicatedMemoryStore store =
        ReplicatedMemoryStore.builder(
                () -> PostgresMemoryStore.open(dataSource, options),
                directory.resolve("replica"),
                LuceneMemoryStore::open,
                InstantSource.system())
            .hint(new PostgresHint(dataSource, options)) // optional
            .open();
    // endregion
    assertThat((MemoryStore) store).isNotNull();
    return store;
  }

  private static Recall recall(RunbookMemory arm, String question) {
    return arm.recall(
        Situation.builder(question, Instant.now()).deadline(Duration.ofSeconds(30)).build());
  }

  private static boolean isCopied(ReplicatedMemoryStore store, long position) {
    ReplicaStatus status = store.status(Tenant.DEFAULT);
    return status.position() == position && status.asOf() != null;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  @Test
  void thePageShowsTheLinesThatRan() throws IOException {
    Path here = Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java");
    String page = Files.readString(Path.of("..", "docs", "replica.md"));

    assertThat(lines(page, "```java\n", "```"))
        .hasSizeGreaterThanOrEqualTo(8)
        .isEqualTo(lines(Files.readString(here), "// region replica\n", "// endregion"));
  }

  private static List<String> lines(String text, String begin, String end) {
    int start = text.indexOf(begin) + begin.length();
    return text.substring(start, text.indexOf(end, start))
        .strip()
        .lines()
        .map(String::strip)
        .toList();
  }
}
