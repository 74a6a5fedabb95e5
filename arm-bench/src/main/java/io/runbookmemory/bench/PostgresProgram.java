package io.runbookmemory.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.bench.pgvector.BareSide;
import io.runbookmemory.bench.pgvector.LangChain4jPgSide;
import io.runbookmemory.bench.pgvector.PeerSide;
import io.runbookmemory.bench.pgvector.SpringAiSide;
import io.runbookmemory.bench.search.ArmSide;
import io.runbookmemory.bench.search.Comparison;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.bench.search.Selectivity;
import io.runbookmemory.bench.search.Side;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.jdbc.PostgresMemoryStore;
import io.runbookmemory.jdbc.PostgresOptions;
import io.runbookmemory.jdbc.PostgresOptions.VectorExtension;
import io.runbookmemory.store.SearchRequest.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** ARM's search by pgvector beside the bare statement and the stores of other libraries. */
@Command(
    name = "postgres",
    description = {
      "ARM's search by pgvector beside the bare statement over the same tables, which gives ids and"
          + " JSON,",
      "and beside the stores of LangChain4j and Spring AI in the same database, each with an HNSW"
          + " index of",
      "pgvector's defaults. All use one connection. What is written is dropped at the end."
    })
final class PostgresProgram implements Callable<Integer> {

  private static final String SCHEMA = "arm_bench";

  @Option(
      names = "--url",
      required = true,
      paramLabel = "JDBC-URL",
      description = "A server with pgvector, as a superuser.")
  private String url = "";

  @Option(names = "--vectors", required = true, paramLabel = "FILE", description = "The vectors.")
  private Path vectors = Path.of("");

  @Option(names = "--memories", description = "How many (${DEFAULT-VALUE}).")
  private int memories = 20_000;

  @Option(names = "--questions", description = "How many (${DEFAULT-VALUE}).")
  private int questions = 200;

  @Option(names = "--rounds", description = "How often to ask all (${DEFAULT-VALUE}).")
  private int rounds = 1;

  @Option(
      names = "--no-peers",
      negatable = true,
      description = "Leaves the other libraries out; what ARM wrote stays, and is found again.")
  private boolean peers = true;

  @Option(
      names = "--by-index",
      description = {
        "Lets the server scan no whole table for the libraries side by side (enable_seqscan ="
            + " off),",
        "as it does of itself where tables are large: how many hits come back by the index alone."
      })
  private boolean byIndex;

  private final Table searches =
      new Table(
          "filter",
          "arm p50 ms",
          "bare p50 ms",
          "ratio",
          "arm p99 ms",
          "bare p99 ms",
          "ratio p99",
          "arm recall@10",
          "bare recall@10");
  private final Table beside =
      new Table("library", "filter", "p50 ms", "p99 ms", "by ARM's", "recall@10", "hits of 10");
  private final Table writes =
      new Table("library", "seconds", "a second", "to ARM's", "bytes a memory");
  private final Table sizes = new Table("table", "bytes a memory, with its indexes");

  @Override
  public Integer call() throws Exception {
    Data data = Data.read(vectors, memories);
    List<Entry> asked = data.questions().subList(0, Math.min(questions, data.questions().size()));
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(url);
      pool.setMaximumPoolSize(1);
      try (ArmSide arm = new ArmSide(open(pool), data.space())) {
        measure(pool, data, arm, asked);
      }
      if (peers) {
        execute(pool, "DROP SCHEMA " + SCHEMA + " CASCADE");
      }
    }
    System.out.println(Machine.here());
    System.out.println(data);
    Tables.print("beside the statement", searches);
    if (peers) {
      Tables.print("beside peers", beside);
      Tables.print("writes", writes);
    }
    Tables.print("sizes", sizes);
    return 0;
  }

  private PostgresMemoryStore open(HikariDataSource pool) throws SQLException {
    if (peers) {
      execute(pool, "DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
    }
    return PostgresMemoryStore.open(
        pool,
        PostgresOptions.builder()
            .schema(SCHEMA)
            .vectorExtension(VectorExtension.REQUIRED)
            .statementTimeout(Duration.ofMinutes(10))
            .build());
  }

  private void measure(HikariDataSource pool, Data data, ArmSide arm, List<Entry> asked)
      throws IOException, SQLException {
    long begin = System.nanoTime();
    arm.write(data, new Progress());
    double seconds = (System.nanoTime() - begin) / 1e9;
    execute(pool, "ANALYZE");
    size(pool);
    try (BareSide bare = new BareSide(pool, SCHEMA, data.space().dimension())) {
      for (Selectivity selectivity : Selectivity.values()) {
        toBare(new Comparison(asked, Mode.VECTOR, selectivity), arm, bare);
      }
    }
    if (peers) {
      writes.row(arm.name(), seconds, memories / seconds, 1.0, bytes(pool, "TABLES") / memories);
      toPeers(pool, data, arm, asked, seconds);
    }
  }

  private void toBare(Comparison comparison, ArmSide arm, BareSide bare) throws IOException {
    List<int[]> truth = comparison.truth(arm);
    double armRecall = comparison.found(arm, truth).recallAtK();
    double bareRecall = comparison.found(bare, truth).recallAtK();
    List<Timings> times = comparison.time(List.of(arm, bare), rounds);
    Timings ours = times.getFirst();
    Timings theirs = times.getLast();
    searches.row(
        comparison.selectivity(),
        ours.median(),
        theirs.median(),
        ours.ratioTo(theirs, 50, comparison.questions().size()),
        ours.percentile(99),
        theirs.percentile(99),
        ours.ratioTo(theirs, 99, comparison.questions().size()),
        armRecall,
        bareRecall);
  }

  private void toPeers(
      HikariDataSource pool, Data data, ArmSide arm, List<Entry> asked, double armSeconds)
      throws IOException, SQLException {
    int dimension = data.space().dimension();
    try (PeerSide langChain4j = new LangChain4jPgSide(pool, dimension);
        PeerSide springAi = new SpringAiSide(pool, dimension)) {
      for (PeerSide peer : List.of(langChain4j, springAi)) {
        long begin = System.nanoTime();
        peer.write(data);
        double seconds = (System.nanoTime() - begin) / 1e9;
        writes.row(
            peer.name(),
            seconds,
            memories / seconds,
            armSeconds / seconds,
            peer.bytes() / memories);
      }
      execute(pool, "ANALYZE");
      execute(pool, "SET enable_seqscan = " + (byIndex ? "off" : "on"));
      for (Selectivity selectivity : Selectivity.values()) {
        Comparison comparison = new Comparison(asked, Mode.VECTOR, selectivity);
        rows(comparison, arm, List.of(arm, langChain4j, springAi));
      }
    }
  }

  private void rows(Comparison comparison, ArmSide arm, List<Side> sides) throws IOException {
    List<int[]> truth = comparison.truth(arm);
    List<Comparison.Found> found = new ArrayList<>();
    for (Side side : sides) {
      found.add(comparison.found(side, truth));
    }
    List<Timings> times = comparison.time(sides, rounds);
    for (int i = 0; i < sides.size(); i++) {
      beside.row(
          sides.get(i).name(),
          comparison.selectivity(),
          times.get(i).median(),
          times.get(i).percentile(99),
          times.get(i).ratioTo(times.getFirst(), 50, comparison.questions().size()),
          found.get(i).recallAtK(),
          found.get(i).hits());
    }
  }

  private void size(HikariDataSource pool) throws SQLException {
    for (String table : List.of("memory", "content", "usage", "tag", "passage", "words")) {
      sizes.row(table, bytes(pool, table) / memories);
    }
    sizes.row("passage_nearest, the index of vectors", bytes(pool, "passage_nearest") / memories);
  }

  /** Returns the size of a table or an index of ARM's, or of all. */
  private static long bytes(HikariDataSource pool, String name) throws SQLException {
    String sql =
        name.equals("TABLES")
            ? "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c WHERE c.relkind = 'r'"
                + " AND c.relnamespace = '%s'::regnamespace"
            : "SELECT pg_total_relation_size('%s." + name + "')";
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.formatted(SCHEMA))) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void execute(HikariDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
