package io.runbookmemory.jdbc;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.jdbc.rows.CachedVectors;
import io.runbookmemory.jdbc.rows.Dialect;
import io.runbookmemory.jdbc.rows.Insertion;
import io.runbookmemory.jdbc.rows.Told;
import io.runbookmemory.jdbc.rows.VectorScan;
import io.runbookmemory.jdbc.rows.Vectors;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL: ids are {@code uuid}s, lists are arrays, vectors are pgvector's or plain bytes. */
final class PostgresDialect implements Dialect {

  private static final int FETCH_SIZE = 500;

  /** So few that they can be added to an index of vectors within a statement's timeout. */
  private static final int ROWS_AT_ONCE = 250;

  private static final String VECTORS =
      "SELECT "
          + VectorScan.COLUMNS
          + ", p.vector FROM memory m JOIN passage p ON p.memory = m.number WHERE ";

  private final @Nullable PgVectorSearch search;
  private final Map<Tenant, CachedVectors> cached = new ConcurrentHashMap<>();

  /**
   * Creates it.
   *
   * @param search searches by pgvector; null where the schema was made without it
   */
  PostgresDialect(@Nullable PgVectorSearch search) {
    this.search = search;
  }

  boolean usesExtension() {
    return search != null;
  }

  @Override
  public boolean sendsTogether() {
    return true;
  }

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

  /** Not {@code = ANY}: that compares each row with each id where statistics are missing. */
  @Override
  public void in(Sql sql, Collection<UUID> ids) {
    Object array = ids.stream().map(UUID::toString).toArray(String[]::new);
    sql.add(" IN (SELECT unnest(?::uuid[]))", array);
  }

  @Override
  public List<VectorScan.Best> nearest(Session session, Nearest nearest) throws SQLException {
    return search == null
        ? cached
            .computeIfAbsent(
                nearest.tenant(), tenant -> new CachedVectors(tenant, CachedVectors.Policy.DEFAULT))
            .nearest(session, VECTORS, nearest)
        : search.nearest(session, nearest);
  }

  @Override
  public List<VectorScan.Best> nearestAtOnce(
      Session session, Nearest nearest, EmbeddingSpace space, Told told) throws SQLException {
    return search == null ? List.of() : search.nearestAtOnce(session, nearest, space, told);
  }

  @Override
  public Optional<CorruptStoreException> misfit(Session session, String store, Tenant tenant)
      throws SQLException {
    return search == null ? Optional.empty() : PgVectorSearch.misfit(session, store, tenant);
  }

  @Override
  public void spaceDecided(Session session, EmbeddingSpace space) throws SQLException {
    if (search != null) {
      PgVectorSearch.index(session, space);
    }
  }

  /** Many rows go in one statement, an array for each column. */
  @Override
  public void insert(Session session, Insertion rows) throws SQLException {
    List<@Nullable Object[]> all = rows.rows();
    for (int from = 0; from < all.size(); from += ROWS_AT_ONCE) {
      List<@Nullable Object[]> some = all.subList(from, Math.min(from + ROWS_AT_ONCE, all.size()));
      Sql arrays = new Sql("");
      int column = 0;
      for (Insertion.Column each : rows.columns()) {
        String text = (column == 0 ? "?::" : ", ?::") + each.type() + "[]";
        arrays.add(text, array(each.type(), some, column++));
      }
      String sql = rows.sql("SELECT * FROM unnest(" + arrays.text() + ")");
      session.update(sql, arrays.values().toArray());
    }
  }

  private static Object array(String type, List<@Nullable Object[]> rows, int column) {
    Stream<@Nullable Object> values = rows.stream().map(row -> row[column]);
    return switch (type) {
      case "bigint" -> values.toArray(Long[]::new);
      case "integer" -> values.toArray(Integer[]::new);
      case "bytea" -> values.toArray(byte[][]::new);
      default -> values.map(PostgresDialect::text).toArray(String[]::new);
    };
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof UUID id ? id.toString() : (String) value;
  }

  @Override
  public Insertion words() {
    return PostgresWords.insertion();
  }

  @Override
  public List<String> wordsOf(Tenant tenant, Memory memory) {
    return new PostgresWords(tenant).of(memory);
  }

  @Override
  public void addWords(Insertion words, long number, List<String> each) {
    PostgresWords.add(words, number, each);
  }

  @Override
  public void deleteWords(Session session, Collection<Long> numbers) throws SQLException {
    Sql sql = new Sql("DELETE FROM words WHERE memory");
    in(sql, false, numbers);
    session.update(sql);
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
