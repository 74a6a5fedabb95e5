package io.runbookmemory.jdbc;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.ranking.IndexedText;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * The words of memories in an FTS5 index (https://sqlite.org/fts5.html).
 *
 * <p>FTS5 must neither split nor fold a token of ours, nor read it as an operator. So a token is
 * indexed as {@code t}, the tenant, {@code x}, the token, both as their UTF-8 in hexadecimal: one
 * word for FTS5's {@code ascii} tokenizer whatever it holds. The tenant is part of it so that a
 * search walks, and counts how rare a word is in, that tenant's memories alone.
 */
final class SqliteWords {

  static final String TABLE =
      """
      CREATE VIRTUAL TABLE words USING fts5 (
        tokens, content = '', contentless_delete = 1, tokenize = 'ascii')
      """;

  private static final HexFormat HEX = HexFormat.of();

  private final Tenant tenant;

  SqliteWords(Tenant tenant) {
    this.tenant = tenant;
  }

  void insert(Session session, long number, Memory memory) throws SQLException {
    session.update(
        "INSERT INTO words (rowid, tokens) VALUES (?, ?)",
        number,
        joined(IndexedText.tokens(memory), " "));
  }

  static void delete(Session session, long number) throws SQLException {
    session.update("DELETE FROM words WHERE rowid = ?", number);
  }

  /** Returns the expression that any of some tokens matches. */
  String any(Collection<String> tokens) {
    return joined(tokens, " OR ");
  }

  /** Returns the expression that all of some tokens together match. */
  String all(Collection<String> tokens) {
    return joined(tokens, " AND ");
  }

  private String joined(Collection<String> tokens, String separator) {
    String prefix = "t" + hex(tenant.name()) + "x";
    return tokens.stream().map(token -> prefix + hex(token)).collect(Collectors.joining(separator));
  }

  private static String hex(String word) {
    return HEX.formatHex(word.getBytes(StandardCharsets.UTF_8));
  }
}
