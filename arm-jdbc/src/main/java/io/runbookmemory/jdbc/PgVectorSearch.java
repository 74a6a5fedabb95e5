package io.runbookmemory.jdbc;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.jdbc.rows.Dialect;
import io.runbookmemory.jdbc.rows.VectorScan;
import io.runbookmemory.jdbc.rows.Vectors;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import java.sql.SQLException;
import java.util.List;

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
    int dimension = nearest.asked().dimension();
    if (nearest.exact()
        || nearest.most() > MOST_PASSAGES / PASSAGES_PER_MEMORY
        || dimension > MOST_DIMENSIONS) {
      return exact(session, nearest);
    }
    int breadth = Math.max(LEAST_PASSAGES, PASSAGES_PER_MEMORY * nearest.most());
    session.ahead(
        "SET LOCAL hnsw.ef_search = "
            + breadth
            + (iterative ? "; SET LOCAL hnsw.iterative_scan = strict_order" : ""));
    List<VectorScan.Best> few = few(session, nearest);
    if (few.size() == nearest.most()) {
      return few;
    }
    List<VectorScan.Best> likely = likely(session, nearest, breadth);
    return likely.size() < nearest.most() ? exact(session, nearest) : likely;
  }

  /**
   * Asks for one passage more than memories are wanted, which do where memories are short. Returns
   * fewer than are wanted if that does not tell: memories have several near passages, or the last
   * one is as near as the next, of which the least id comes first.
   */
  private static List<VectorScan.Best> few(Session session, Dialect.Nearest nearest)
      throws SQLException {
    int most = nearest.most();
    Dialect.Nearest more =
        new Dialect.Nearest(
            nearest.store(),
            nearest.tenant(),
            nearest.asked(),
            most + 1,
            false,
            nearest.narrow(),
            nearest.where());
    List<VectorScan.Best> best = likely(session, more, most + 1);
    boolean clear =
        best.size() > most && best.get(most - 1).similarity() > best.get(most).similarity();
    return clear ? best.subList(0, most) : List.of();
  }

  private static List<VectorScan.Best> likely(
      Session session, Dialect.Nearest nearest, int passages) throws SQLException {
    int dimension = nearest.asked().dimension();
    Sql sql =
        new Sql(
            "SELECT n.number, n.id, n.ordinal, vector_send(n.vector) FROM (SELECT "
                + VectorScan.COLUMNS
                + ", p.vector FROM passage p JOIN memory m ON m.number = p.memory WHERE ");
    nearest.where().accept(sql);
    sql.add(
        " ORDER BY " + typed("p.vector", dimension) + " <=> " + typed("?", dimension) + " LIMIT ?)",
        Vectors.PGVECTOR.bound(nearest.asked()),
        passages);
    sql.add(" n ORDER BY n.number, n.ordinal");
    VectorScan scan = new VectorScan(Dialect.of(session), nearest);
    session.forEach(sql, scan::accept);
    return scan.best();
  }

  /**
   * Lets the database find how near the last of the memories asked for is, and compares here all
   * passages that are as near or nearly so.
   */
  private static List<VectorScan.Best> exact(Session session, Dialect.Nearest nearest)
      throws SQLException {
    Sql sql =
        new Sql(
            "WITH d AS MATERIALIZED (SELECT p.memory, p.ordinal, p.vector <#> ?::vector AS apart"
                + " FROM memory m JOIN passage p ON p.memory = m.number WHERE ",
            Vectors.PGVECTOR.bound(nearest.asked()));
    nearest.where().accept(sql);
    sql.add(
        "), best AS (SELECT min(apart) AS apart FROM d GROUP BY memory ORDER BY 1 LIMIT ?)"
            + " SELECT "
            + VectorScan.COLUMNS
            + ", vector_send(p.vector) FROM d"
            + " JOIN passage p ON p.memory = d.memory AND p.ordinal = d.ordinal"
            + " JOIN memory m ON m.number = d.memory"
            + " WHERE d.apart <= (SELECT max(apart) FROM best) + ?"
            + " ORDER BY m.number, p.ordinal",
        nearest.most(),
        ROUNDING);
    VectorScan scan = new VectorScan(Dialect.of(session), nearest);
    session.forEach(sql, scan::accept);
    return scan.best();
  }
}
