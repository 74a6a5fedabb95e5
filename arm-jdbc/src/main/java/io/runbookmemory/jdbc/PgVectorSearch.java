package io.runbookmemory.jdbc;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.jdbc.rows.Dialect;
import io.runbookmemory.jdbc.rows.Told;
import io.runbookmemory.jdbc.rows.VectorScan;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.Tenant;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Search by pgvector (https://github.com/pgvector/pgvector): by its HNSW index, or exact by
 * comparing all vectors inside the database. Either way the similarities of what comes back are
 * computed here, so that they are those of every other store to the bit.
 *
 * <p>Where the index brings fewer memories than are asked for (a selective filter, memories of many
 * passages), all vectors that pass the filter are compared. So k memories come back wherever there
 * are k.
 *
 * @param iterative whether an index scan goes on until enough rows pass the filter, which pgvector
 *     does from 0.8 on
 */
record PgVectorSearch(boolean iterative) {

  /** The driver sends an array in four bytes a number; a vector it would have to send as text. */
  private static final String ASKED = "?::real[]";

  /** Passages fetched for each memory asked for, as some have several near ones. */
  private static final int PASSAGES_PER_MEMORY = 4;

  private static final int LEAST_PASSAGES = 40;

  /** The greatest {@code hnsw.ef_search}. */
  private static final int MOST_PASSAGES = 1000;

  /** The most dimensions of a {@code vector} in an HNSW index. */
  private static final int MOST_DIMENSIONS = 2000;

  /**
   * How far apart a product in pgvector's floats and one in doubles may be: 2,000 products of at
   * most 1, each rounded by at most 2⁻²⁴ of the sum so far, on either of two sides.
   */
  private static final double ROUNDING = 2.5e-4;

  /** Indexes the vectors of a space, if this role may; without an index all are compared. */
  static void index(Session session, EmbeddingSpace space) throws SQLException {
    if (space.dimension() > MOST_DIMENSIONS) {
      return;
    }
    session.execute("SAVEPOINT nearest");
    try {
      session.execute(
          "CREATE INDEX IF NOT EXISTS passage_nearest ON passage USING hnsw (("
              + typed("vector", space.dimension())
              + ") vector_cosine_ops)");
    } catch (SQLException e) {
      if (!PostgresFault.NO_PRIVILEGE.equals(e.getSQLState())) {
        throw e;
      }
      session.execute("ROLLBACK TO SAVEPOINT nearest");
    }
  }

  private static String typed(String vector, int dimension) {
    return vector + "::vector(" + dimension + ")";
  }

  List<VectorScan.Best> nearest(Session session, Dialect.Nearest nearest) throws SQLException {
    if (usesIndex(nearest)) {
      int breadth = walk(session, nearest);
      List<VectorScan.Best> likely =
          compared(session, nearest, sql -> nearestFirst(sql, nearest, breadth));
      if (likely.size() == nearest.most()) {
        return likely;
      }
    }
    return compared(session, nearest, sql -> {});
  }

  private static boolean usesIndex(Dialect.Nearest nearest) {
    return !nearest.exact()
        && nearest.most() <= MOST_PASSAGES / PASSAGES_PER_MEMORY
        && nearest.asked().dimension() <= MOST_DIMENSIONS;
  }

  /** Sets how broad the index is walked, and returns it. */
  private int walk(Session session, Dialect.Nearest nearest) throws SQLException {
    int breadth = Math.max(LEAST_PASSAGES, PASSAGES_PER_MEMORY * nearest.most());
    session.call("set_config('hnsw.ef_search', '" + breadth + "', true)");
    if (iterative) {
      session.call("set_config('hnsw.iterative_scan', 'strict_order', true)");
    }
    return breadth;
  }

  private static void nearestFirst(Sql sql, Dialect.Nearest nearest, int passages) {
    int dimension = nearest.asked().dimension();
    sql.add(
        " ORDER BY "
            + typed("p.vector", dimension)
            + " <=> "
            + typed(ASKED, dimension)
            + " LIMIT ?",
        nearest.asked().toArray(),
        passages);
  }

  /**
   * Asks for one passage more than memories are wanted, which do where memories are short. Returns
   * nothing if that does not tell: memories have several near passages, or the last one is as near
   * as the next, of which the least id comes first; or the store has vectors of another space.
   */
  List<VectorScan.Best> nearestAtOnce(
      Session session, Dialect.Nearest nearest, EmbeddingSpace space, Told told)
      throws SQLException {
    if (!usesIndex(nearest)) {
      return List.of();
    }
    walk(session, nearest);
    Sql sql =
        new Sql(
            "SELECT n.number, n.id, n.ordinal, vector_send(n.vector)"
                + Told.COLUMNS
                + " FROM (SELECT "
                + VectorScan.COLUMNS
                + ", p.vector, p.range_start, p.range_end"
                + " FROM passage p JOIN memory m ON m.number = p.memory"
                + " WHERE (SELECT model = ? AND dimension = ? AND checksum = ? FROM store) AND ",
            space.modelId(),
            space.dimension(),
            space.checksum());
    nearest.where().accept(sql);
    nearestFirst(sql, nearest, nearest.most() + 1);
    VectorScan scan = new VectorScan(Dialect.of(session), nearest.andNext());
    session.forEach(
        sql.add(") n ORDER BY n.number, n.ordinal"),
        row -> {
          scan.accept(row);
          told.accept(row);
        });
    List<VectorScan.Best> best = scan.best();
    int most = nearest.most();
    boolean clear =
        best.size() > most && best.get(most - 1).similarity() > best.get(most).similarity();
    return clear ? best.subList(0, most) : List.of();
  }

  /**
   * Lets the database find how near the last of the memories asked for is, and compares here all
   * passages that are as near or nearly so.
   *
   * @param cut appends which of the passages are looked at
   */
  private static List<VectorScan.Best> compared(
      Session session, Dialect.Nearest nearest, Consumer<Sql> cut) throws SQLException {
    Sql sql =
        new Sql(
            "WITH d AS MATERIALIZED (SELECT p.memory, p.ordinal, p.vector <#> "
                + ASKED
                + "::vector AS apart"
                + " FROM memory m JOIN passage p ON p.memory = m.number WHERE ",
            nearest.asked().toArray());
    nearest.where().accept(sql);
    cut.accept(sql);
    sql.add(
        "), best AS (SELECT min(apart) AS apart FROM d GROUP BY memory ORDER BY 1 LIMIT ?)"
            + " SELECT "
            + VectorScan.COLUMNS
            + ", vector_send(p.vector) FROM d"
            + " JOIN passage p ON p.memory = d.memory AND p.ordinal = d.ordinal"
            + " JOIN memory m ON m.number = d.memory"
            + " WHERE d.apart <= (SELECT max(apart) FROM best) + ?"
            + VectorScan.IN_ORDER,
        nearest.most(),
        ROUNDING);
    VectorScan scan = new VectorScan(Dialect.of(session), nearest);
    session.forEach(sql, scan::accept);
    return scan.best();
  }

  /** Names the first vector of a tenant that has another dimension than the store's. */
  static Optional<CorruptStoreException> misfit(Session session, String store, Tenant tenant)
      throws SQLException {
    Sql sql =
        new Sql(
            "SELECT m.id, p.ordinal, vector_dims(p.vector), s.dimension FROM store s, passage p"
                + " JOIN memory m ON m.number = p.memory"
                + " WHERE m.tenant = ? AND vector_dims(p.vector) <> s.dimension"
                + " ORDER BY m.number, p.ordinal LIMIT 1",
            tenant.name());
    return session.only(
        sql,
        row ->
            VectorScan.misfit(
                store,
                row.getInt(4),
                row.getInt(3),
                "passage "
                    + row.getInt(2)
                    + " of the memory "
                    + Dialect.of(session).memoryId(row, 1)));
  }
}
