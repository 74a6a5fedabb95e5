package io.runbookmemory.jdbc;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.jdbc.rows.CachedVectors;
import io.runbookmemory.jdbc.rows.Dialect;
import io.runbookmemory.jdbc.rows.Insertion;
import io.runbookmemory.jdbc.rows.VectorScan;
import io.runbookmemory.jdbc.rows.Vectors;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.ranking.IndexedText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * SQLite: ids are blobs, vectors are compared in this process, and words are in an FTS5 index
 * (https://sqlite.org/fts5.html).
 *
 * <p>FTS5 must neither split nor fold a token of ours, nor read it as an operator. So a token is
 * indexed as {@code t}, the tenant, {@code x}, the token, both as their UTF-8 in hexadecimal: one
 * word for FTS5's {@code ascii} tokenizer whatever it holds. The tenant is part of it so that a
 * search walks, and counts how rare a word is in, that tenant's memories alone.
 */
final class SqliteDialect implements Dialect {

  static final String WORDS_TABLE =
      """
      CREATE VIRTUAL TABLE words USING fts5 (
        tokens, content = '', contentless_delete = 1, tokenize = 'ascii')
      """;

  // CROSS JOIN is SQLite's way to say which table comes first.
  private static final String VECTORS =
      "SELECT "
          + VectorScan.COLUMNS
          + ", p.vector FROM memory m CROSS JOIN passage p ON p.memory = m.number WHERE ";

  private static final HexFormat HEX = HexFormat.of();

  private final CachedVectors.Policy policy;
  private final Map<Tenant, CachedVectors> cached = new ConcurrentHashMap<>();

  SqliteDialect() {
    this(CachedVectors.Policy.DEFAULT);
  }

  SqliteDialect(CachedVectors.Policy policy) {
    this.policy = policy;
  }

  @Override
  public boolean sendsTogether() {
    return false;
  }

  @Override
  public int fetchSize() {
    return 0;
  }

  @Override
  public Object bound(UUID id) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  @Override
  public UUID id(ResultSet row, int column) throws SQLException {
    ByteBuffer buffer = ByteBuffer.wrap(row.getBytes(column));
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  @Override
  public Vectors vectors() {
    return Vectors.PLAIN;
  }

  /** The values are bound as one, in JSON: a statement's question marks are limited. */
  @Override
  public void in(Sql sql, boolean negated, Collection<?> values) {
    String json =
        values.stream().map(SqliteDialect::json).collect(Collectors.joining(",", "[", "]"));
    sql.add((negated ? " NOT" : "") + " IN (SELECT value FROM json_each(?))", json);
  }

  @Override
  public void in(Sql sql, Collection<UUID> ids) {
    String json =
        ids.stream()
            .map(id -> '"' + id.toString().replace("-", "") + '"')
            .collect(Collectors.joining(",", "[", "]"));
    sql.add(" IN (SELECT unhex(value) FROM json_each(?))", json);
  }

  private static String json(Object value) {
    if (!(value instanceof String text)) {
      return value.toString();
    }
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  @Override
  public List<VectorScan.Best> nearest(Session session, Nearest nearest) throws SQLException {
    return cached
        .computeIfAbsent(nearest.tenant(), tenant -> new CachedVectors(tenant, policy))
        .nearest(session, VECTORS, nearest);
  }

  @Override
  public void spaceDecided(Session session, EmbeddingSpace space) {
    // There is no index of vectors.
  }

  /** A statement of SQLite's goes nowhere: it may as well be one for each row. */
  @Override
  public void insert(Session session, Insertion rows) throws SQLException {
    String marks = rows.columns().stream().map(column -> "?").collect(Collectors.joining(", "));
    String sql = rows.sql("VALUES (" + marks + ")");
    for (@Nullable Object[] row : rows.rows()) {
      session.later(sql, row);
    }
    session.flush();
  }

  @Override
  public Insertion words() {
    return Insertion.into(
        "words", new Insertion.Column("rowid", "bigint"), new Insertion.Column("tokens", "text"));
  }

  @Override
  public List<String> wordsOf(Tenant tenant, Memory memory) {
    return List.of(joined(tenant, IndexedText.tokens(memory), " "));
  }

  @Override
  public void addWords(Insertion words, long number, List<String> each) {
    each.forEach(text -> words.add(number, text));
  }

  @Override
  public void deleteWords(Session session, Collection<Long> numbers) throws SQLException {
    Sql sql = new Sql("DELETE FROM words WHERE rowid");
    in(sql, false, numbers);
    session.update(sql);
  }

  @Override
  public void emptyWords(Session session) throws SQLException {
    session.execute("DROP TABLE words");
    session.execute(WORDS_TABLE);
  }

  @Override
  public void withAllWords(Sql sql, Tenant tenant, Collection<String> tokens) {
    sql.add("SELECT rowid FROM words WHERE words MATCH ?", joined(tenant, tokens, " AND "));
  }

  @Override
  public Optional<Sql> withAnyWord(
      Session session, Tenant tenant, Collection<String> tokens, Consumer<Sql> where) {
    Sql sql =
        new Sql(
            "SELECT m.number, m.id, -bm25(words) AS score"
                + " FROM words CROSS JOIN memory m ON m.number = words.rowid"
                + " WHERE words MATCH ? AND ",
            joined(tenant, tokens, " OR "));
    where.accept(sql);
    return Optional.of(sql);
  }

  private static String joined(Tenant tenant, Collection<String> tokens, String separator) {
    String prefix = "t" + hex(tenant.name()) + "x";
    return tokens.stream().map(token -> prefix + hex(token)).collect(Collectors.joining(separator));
  }

  private static String hex(String word) {
    return HEX.formatHex(word.getBytes(StandardCharsets.UTF_8));
  }
}
