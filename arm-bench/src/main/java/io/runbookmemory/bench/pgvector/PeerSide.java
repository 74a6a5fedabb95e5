package io.runbookmemory.bench.pgvector;

import io.runbookmemory.bench.peers.Metadata;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.bench.search.Side;
import io.runbookmemory.memory.Memory;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Another library's store: a text, its vector and its metadata are a row of one table. */
public abstract class PeerSide implements Side {

  private static final int BATCH = 1000;

  private final DataSource source;

  PeerSide(DataSource source) {
    this.source = source;
  }

  /** Writes all, in batches as large as ARM's. */
  public void write(Data data) {
    Progress progress = new Progress();
    for (int from = 0; from < data.size(); from += BATCH) {
      int to = Math.min(from + BATCH, data.size());
      write(data, from, to);
      progress.at(name(), to, data.size());
    }
  }

  abstract void write(Data data, int from, int to);

  abstract String table();

  /** Returns how many bytes the table has, with its indexes. */
  public long bytes() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT pg_total_relation_size('" + table() + "')")) {
      row.next();
      return row.getLong(1);
    }
  }

  final void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static Map<String, Object> metadata(Memory memory) {
    return Metadata.of(memory);
  }

  static int number(String id) {
    return (int) UUID.fromString(id).getLeastSignificantBits();
  }

  /** Drops the table. */
  @Override
  public void close() throws IOException {
    try {
      execute("DROP TABLE " + table());
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
