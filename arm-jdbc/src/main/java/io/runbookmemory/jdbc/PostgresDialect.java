package io.runbookmemory.jdbc;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL: ids are {@code uuid}s, lists are arrays, and vectors are pgvector's or plain bytes.
 *
 * @param search searches by pgvector; null where the schema was made without it
 */
record PostgresDialect(@Nullable PgVectorSearch search) implements Dialect {

  private static final int FETCH_SIZE = 500;

  private static final String VECTORS =
      "SELECT "
          + VectorScan.COLUMNS
          + ", p.vector FROM memory m JOIN passage p ON p.memory = m.number WHERE ";

  @Override
  public int fetchSize() {
    return FETCH_SIZE;
  }

  @Override
  public Object bound(UUID id) {
    return id;
  }

  @Override
  public UUID id(ResultSet row, int column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  @Override
  public Vectors vectors() {
    return search == null ? Vectors.PLAIN : Vectors.PGVECTOR;
  }

  @Override
  public void in(Sql sql, boolean negated, Collection<?> values) {
    Object array =
        values.stream().allMatch(Long.class::isInstance)
            ? values.toArray(Long[]::new)
            : values.toArray(String[]::new);
    sql.add(negated ? " <> ALL (?)" : " = ANY (?)", array);
  }

  @Override
  public void in(Sql sql, Collection<UUID> ids) {
    Object array = ids.stream().map(UUID::toString).toArray(String[]::new);
    sql.add(" = ANY (?::uuid[])", array);
  }

  @Override
  public List<VectorScan.Best> nearest(Session session, Nearest nearest) throws SQLException {
    return search == null
        ? VectorScan.of(session, new Sql(VECTORS), nearest)
        : search.nearest(session, nearest);
  }

  @Override
  public void spaceDecided(Session session, EmbeddingSpace space) throws SQLException {
    if (search != null) {
      PgVectorSearch.index(session, space);
    }
  }

  @Override
  public void insertWords(Session session, Tenant tenant, long number, Memory memory)
      throws SQLException {
    new PostgresWords(tenant).insert(session, number, memory);
  }

  @Override
  public void deleteWords(Session session, long number) throws SQLException {
    session.later("DELETE FROM words WHERE memory = ?", number);
  }

  @Override
  public void emptyWords(Session session) throws SQLException {
    session.execute("DELETE FROM words");
  }

  @Override
  public void withAllWords(Sql sql, Tenant tenant, Collection<String> tokens) {
    new PostgresWords(tenant).withAll(sql, tokens);
  }

  @Override
  public Optional<Sql> withAnyWord(
      Session session, Tenant tenant, Collection<String> tokens, Consumer<Sql> where)
      throws SQLException {
    return new PostgresWords(tenant).withAny(session, tokens, where);
  }
}
