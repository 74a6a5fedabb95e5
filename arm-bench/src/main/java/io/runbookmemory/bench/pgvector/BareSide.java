package io.runbookmemory.bench.pgvector;

import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.Selectivity;
import io.runbookmemory.bench.search.Side;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.SearchRequest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * The bare statement over the tables of ARM's store: one round trip, outside a transaction, that
 * gives ids, similarities and JSON as strings. What ARM sets for each of its transactions is set
 * once for the session.
 */
public final class BareSide implements Side {

  private static final String NEAREST =
      """
      SELECT n.id, n.apart, c.json FROM (
        SELECT m.number, m.id, p.vector::vector(DIMENSION) <=> ?::vector(DIMENSION) AS apart
        FROM SCHEMA.passage p JOIN SCHEMA.memory m ON m.number = p.memory
        WHERE m.tenant = 'default' AND (m."expiresAt" IS NULL OR m."expiresAt" > ?) AND CONDITION
        ORDER BY p.vector::vector(DIMENSION) <=> ?::vector(DIMENSION) LIMIT ?) n
      JOIN SCHEMA.content c ON c.memory = n.number ORDER BY n.apart
      """;

  private final DataSource source;
  private final String schema;
  private final int dimension;

  /**
   * Sets the session up.
   *
   * @param source one connection
   * @param schema of ARM's store
   * @param dimension of the vectors
   */
  public BareSide(DataSource source, String schema, int dimension) throws IOException {
    this.source = source;
    this.schema = schema;
    this.dimension = dimension;
    execute("SET hnsw.ef_search = 40; SET hnsw.iterative_scan = strict_order");
  }

  private void execute(String sql) throws IOException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  @Override
  public String name() {
    return "bare SQL";
  }

  @Override
  public int[] search(Entry question, SearchRequest.Mode mode, Selectivity selectivity)
      throws IOException {
    String sql =
        NEAREST
            .replace("DIMENSION", Integer.toString(dimension))
            .replace("CONDITION", condition(selectivity))
            .replace("SCHEMA", schema);
    IntStream.Builder found = IntStream.builder();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      String vector = text(question);
      statement.setString(1, vector);
      statement.setLong(2, Field.EXPIRES_AT.encode(Data.NOW));
      statement.setString(3, vector);
      statement.setInt(4, TOP_K);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          rows.getDouble(2);
          rows.getString(3);
          found.add((int) rows.getObject(1, UUID.class).getLeastSignificantBits());
        }
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
    return found.build().toArray();
  }

  private static String text(Entry question) {
    StringBuilder text = new StringBuilder("[");
    for (float coordinate : question.vector()) {
      text.append(text.length() == 1 ? "" : ",").append(coordinate);
    }
    return text.append(']').toString();
  }

  private static String condition(Selectivity selectivity) {
    return switch (selectivity) {
      case ALL -> "1 = 1";
      case HALF -> "m.env = 'prod'";
      case TWENTIETH -> "m.service = 'service-7'";
      case RARE ->
          "m.number IN (SELECT memory FROM SCHEMA.tag"
              + " WHERE tenant = 'default' AND tag = 'tag-77')";
    };
  }

  /** Leaves the session as it was. */
  @Override
  public void close() throws IOException {
    execute("RESET hnsw.ef_search; RESET hnsw.iterative_scan");
  }
}
