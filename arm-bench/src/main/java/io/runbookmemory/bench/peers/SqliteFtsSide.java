package io.runbookmemory.bench.peers;

import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.Selectivity;
import io.runbookmemory.bench.search.Side;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.store.SearchRequest.Mode;
import io.runbookmemory.store.ranking.IndexedText;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * SQLite's FTS5 by hand: a table of the memories' own tokens beside one of what filters look at,
 * one statement a search, ordered by its BM25; a search gives numbers and texts. By words alone.
 */
public final class SqliteFtsSide implements Side {

  private static final String FIND =
      """
      SELECT m.number, m.text FROM words w JOIN memory m ON m.number = w.rowid
      WHERE words MATCH ? AND CONDITION ORDER BY bm25(words) LIMIT ?
      """;

  private final Connection connection;

  /** Fills a file that is not there yet. */
  public SqliteFtsSide(Path file, Data data) throws IOException {
    try {
      connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      create();
      fill(data);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      // With less detail FTS5's BM25 is 0 for all.
      statement.execute(
          "CREATE VIRTUAL TABLE words USING fts5(tokens, content = '', tokenize = 'ascii')");
      statement.execute("CREATE TABLE memory(number INTEGER PRIMARY KEY, text, env, service, tag)");
      statement.execute("CREATE INDEX by_service ON memory(service)");
      statement.execute("CREATE INDEX by_tag ON memory(tag)");
    }
  }

  private void fill(Data data) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement words =
            connection.prepareStatement("INSERT INTO words(rowid, tokens) VALUES (?, ?)");
        PreparedStatement rows =
            connection.prepareStatement("INSERT INTO memory VALUES (?, ?, ?, ?, ?)")) {
      for (int number = 0; number < data.size(); number++) {
        Memory memory = data.memory(number);
        words.setInt(1, number);
        words.setString(2, String.join(" ", IndexedText.tokens(memory)));
        words.executeUpdate();
        rows.setInt(1, number);
        rows.setString(2, memory.text());
        rows.setString(3, memory.scope().env());
        rows.setString(4, memory.scope().service());
        rows.setString(5, memory.tags().iterator().next());
        rows.executeUpdate();
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  @Override
  public String name() {
    return "SQLite FTS5 alone";
  }

  @Override
  public int[] search(Entry question, Mode mode, Selectivity selectivity) throws IOException {
    if (mode != Mode.TEXT) {
      throw new IllegalArgumentException("FTS5 finds by words alone, got " + mode);
    }
    String asked =
        IndexedText.query(question.text()).stream()
            .map(token -> '"' + token.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(" OR "));
    IntStream.Builder found = IntStream.builder();
    try (PreparedStatement statement =
        connection.prepareStatement(FIND.replace("CONDITION", condition(selectivity)))) {
      statement.setString(1, asked);
      statement.setInt(2, TOP_K);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getInt(1));
          rows.getString(2);
        }
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
    return found.build().toArray();
  }

  private static String condition(Selectivity selectivity) {
    return switch (selectivity) {
      case ALL -> "1 = 1";
      case HALF -> "m.env = 'prod'";
      case TWENTIETH -> "m.service = 'service-7'";
      case RARE -> "m.tag = 'tag-77'";
    };
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
