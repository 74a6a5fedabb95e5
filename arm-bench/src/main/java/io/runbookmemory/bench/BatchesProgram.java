package io.runbookmemory.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.bench.rows.CopiedRows;
import io.runbookmemory.jdbc.PostgresMemoryStore;
import io.runbookmemory.jdbc.PostgresOptions;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.server.LocalPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a batch of memories costs on PostgreSQL, beside plain JDBC. */
@Command(
    name = "batches",
    description = {
      "Upserts of 1,000 memories each, beside batched INSERTs by hand and COPY of the same rows"
          + " into the same",
      "tables, the JSON, the tokens and the vectors of which they need not make. Starts a server of"
          + " the",
      "machine's own binaries unless it is given one."
    })
final class BatchesProgram implements Callable<Integer> {

  private static final int BATCH = 1_000;

  @Option(names = "--url", paramLabel = "JDBC-URL", description = "A server, as a superuser.")
  private @Nullable String url;

  @Option(names = "--memories", description = "How many (${DEFAULT-VALUE}).")
  private int memories = 10_000;

  @Option(names = "--rounds", description = "How often (${DEFAULT-VALUE}), after one unmeasured.")
  private int rounds = 3;

  private final Timings arm = new Timings();
  private final Timings hand = new Timings();
  private final Timings copy = new Timings();
  private final Table sizes = new Table("table", "bytes a memory, with its indexes");

  @Override
  public Integer call() throws Exception {
    if (url != null) {
      measure(url, false);
      return 0;
    }
    LocalPostgres launched = LocalPostgres.launch().orElse(null);
    if (launched == null) {
      System.err.println("PostgreSQL is needed: apt-get install postgresql-15, or give --url");
      return 3;
    }
    try (LocalPostgres server = launched) {
      measure(server.url() + "&user=" + LocalPostgres.USER, true);
    }
    return 0;
  }

  private void measure(String server, boolean own) throws Exception {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(server);
      pool.setMaximumPoolSize(1);
      execute(pool, "DROP SCHEMA IF EXISTS hand CASCADE");
      List<StoredMemory> notes = new RandomNotes().next(memories);
      for (int round = -1; round < rounds; round++) {
        boolean timed = round >= 0;
        arm(pool, notes, timed ? arm : new Timings());
        byHand(pool, timed, own);
        System.err.println("round " + (round + 1) + " of " + rounds);
      }
      for (String name : List.of("memory", "content", "passage", "words", "tag")) {
        String size = "SELECT pg_total_relation_size('arm." + name + "') / " + memories;
        sizes.row(name, String.valueOf(text(pool, size)));
      }
    }
    System.out.println(Machine.here());
    Table table = new Table("%,d memories".formatted(memories), "median s", "a second", "speed");
    row(table, "arm, upsert of 1,000", arm);
    row(table, "INSERT by hand, batched", hand);
    if (copy.size() > 0) {
      row(table, "COPY by hand, from the server's disk", copy);
    }
    Tables.print("batches", table);
    Tables.print("sizes", sizes);
  }

  private void row(Table table, String name, Timings timings) {
    double seconds = timings.median() / 1000;
    table.row(name, seconds, memories / seconds, hand.ratioTo(timings));
  }

  private static PostgresMemoryStore open(HikariDataSource pool, String schema)
      throws SQLException {
    execute(pool, "DROP SCHEMA IF EXISTS " + schema + " CASCADE");
    return PostgresMemoryStore.open(
        pool,
        PostgresOptions.builder().schema(schema).statementTimeout(Duration.ofMinutes(10)).build());
  }

  private static void execute(HikariDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void arm(HikariDataSource pool, List<StoredMemory> notes, Timings timings)
      throws SQLException {
    try (PostgresMemoryStore store = open(pool, "arm")) {
      MemoryWriter writer = store.writer(Tenant.DEFAULT);
      long begin = System.nanoTime();
      for (int from = 0; from < notes.size(); from += BATCH) {
        writer.upsert(notes.subList(from, Math.min(from + BATCH, notes.size())));
      }
      timings.add(System.nanoTime() - begin);
    }
  }

  private void byHand(HikariDataSource pool, boolean timed, boolean own) throws Exception {
    String folder = own ? text(pool, "SELECT current_setting('data_directory')") : "";
    CopiedRows rows;
    try (Connection connection = pool.getConnection()) {
      rows = CopiedRows.read(connection, "arm", memories, BATCH, folder == null ? "" : folder);
    }
    String index = index(pool);
    for (boolean copied : own ? new boolean[] {false, true} : new boolean[] {false}) {
      open(pool, "hand").close();
      if (index != null) {
        execute(pool, "SET search_path = hand, public; " + index + "; RESET search_path");
      }
      try (Connection connection = pool.getConnection()) {
        long begin = System.nanoTime();
        if (copied) {
          rows.copy(connection, "hand");
        } else {
          rows.insert(connection, "hand");
        }
        if (timed) {
          (copied ? copy : hand).add(System.nanoTime() - begin);
        }
      }
    }
  }

  /** Returns the statement that makes the index of vectors, null if there is none. */
  private static @Nullable String index(HikariDataSource pool) throws SQLException {
    return text(
        pool,
        "SELECT replace(indexdef, 'arm.', '') FROM pg_indexes"
            + " WHERE schemaname = 'arm' AND indexname = 'passage_nearest'");
  }

  private static @Nullable String text(HikariDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }
}
