package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process reads more than its heap holds: a search over all vectors, a scan, the changes. */
@Timeout(300)
class StreamingTest {

  private static final String HEAP = "JAVA_TOOL_OPTIONS=-Xmx40m";
  private static final int DIMENSION = 1536;

  /** 6 kB each, and so 92 MB. */
  private static final int PASSAGES = 15_000;

  /** 200 kB each, and so 60 MB. */
  private static final int TEXTS = 300;

  private static final EmbeddingSpace SPACE = new EmbeddingSpace("wide", DIMENSION, "1");

  @TempDir Path directory;

  private static Embedding vector() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) Math.sin(i);
    }
    return Embedding.of(vector);
  }

  private static void fill(MemoryWriter writer) {
    StoredMemory pointing = Memories.note(Tenant.DEFAULT, 0, "points");
    writer.upsert(
        List.of(new StoredMemory(pointing.memory(), List.of(new Passage(null, vector())), SPACE)));
    for (int i = 1; i <= TEXTS; i++) {
      // Of few words, which would take long to index.
      String text = "number " + i + " ".repeat(200_000) + "end";
      writer.upsert(List.of(Memories.note(Tenant.DEFAULT, i, text)));
    }
  }

  /** Reads a store, and prints what it found; for more than there is of it there is no room. */
  static final class Reader {

    private Reader() {}

    public static void main(String[] arguments) {
      try (MemoryStore store =
          arguments[0].equals("sqlite")
              ? SqliteMemoryStore.open(Path.of(arguments[1]))
              : PostgresMemoryStore.open(
                  TestServer.dataSource(Integer.parseInt(arguments[1]), ""),
                  PostgresOptions.builder().schema(arguments[2]).build())) {
        MemoryReader reader = store.reader(Tenant.DEFAULT);
        var request = SearchRequest.vector(vector(), SPACE, Memories.NOW).exact(true).build();
        System.out.println("found " + reader.search(request).size());
        System.out.println("scanned " + scanned(reader));
        System.out.println("followed " + followed(reader));
      }
    }

    private static int scanned(MemoryReader reader) {
      int count = 0;
      MemoryId after = null;
      List<StoredMemory> page;
      do {
        // The one with all the vectors would not fit as a whole.
        page = reader.scan(Filter.not(new Filter.ContainsText("points")), after, 20);
        count += page.size();
        after = page.isEmpty() ? after : page.getLast().id();
      } while (!page.isEmpty());
      return count;
    }

    private static int followed(MemoryReader reader) {
      int count = 0;
      long after = 1;
      List<Change> page;
      do {
        page = reader.changes(after, 20);
        count += page.size();
        after = page.isEmpty() ? after : page.getLast().position();
      } while (!page.isEmpty());
      return count;
    }
  }

  private static void requireRead(String... arguments) throws Exception {
    try (ForkedJvm jvm = ForkedJvm.startUnder(List.of("env", HEAP), Reader.class, arguments)) {
      assertThat(jvm.lines()).containsExactly("found 1", "scanned " + TEXTS, "followed " + TEXTS);
      assertThat(jvm.exitCode()).isZero();
    }
  }

  @Test
  void aSmallHeapReadsALargeStoreOfSqlite() throws Exception {
    Path file = directory.resolve("memories.db");
    try (SqliteMemoryStore store = SqliteMemoryStore.open(file)) {
      fill(store.writer(Tenant.DEFAULT));
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
              + PASSAGES
              + ") INSERT INTO passage (memory, ordinal, vector)"
              + " SELECT memory, i, vector FROM passage, n");
    }

    requireRead("sqlite", file.toString());
  }

  @Test
  void aSmallHeapReadsALargeStoreOfPostgres() throws Exception {
    PostgresServer server = PostgresServer.get();
    PostgresOptions options = Tables.fresh().build();
    try (PostgresMemoryStore store = PostgresMemoryStore.open(server.dataSource(), options)) {
      fill(store.writer(Tenant.DEFAULT));
    }
    Tables.execute(
        server.dataSource(),
        options,
        "INSERT INTO passage (memory, ordinal, vector) SELECT memory, i, vector FROM passage,"
            + " generate_series(1, "
            + PASSAGES
            + ") i");

    requireRead(
        "postgres", Integer.toString(server.dataSource().getPortNumbers()[0]), options.schema());
    Tables.execute(
        server.dataSource(), options, "DROP SCHEMA " + Tables.quoted(options) + " CASCADE");
  }
}
