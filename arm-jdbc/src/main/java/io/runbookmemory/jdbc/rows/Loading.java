package io.runbookmemory.jdbc.rows;

import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.memory.MemoryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes vectors up from rows as {@link VectorScan} is fed with, those of a memory together; a
 * memory without one has a row without a vector. Used once.
 */
public final class Loading {

  private final Dialect dialect;
  private final VectorCache cache;
  private float[] passages;
  private int length;
  private long number;
  private @Nullable MemoryId id;
  private boolean other;

  public Loading(Session session, VectorCache cache) {
    this.dialect = Dialect.of(session);
    this.cache = cache;
    this.passages = new float[cache.dimension()];
  }

  public void accept(ResultSet row) throws SQLException {
    if (id == null || number != row.getLong(1)) {
      finishMemory();
      number = row.getLong(1);
      id = dialect.memoryId(row, 2);
    }
    byte[] bytes = row.getBytes(4);
    if (bytes == null) {
      return;
    }
    if (!dialect.vectors().fits(bytes, cache.dimension())) {
      other = true;
      return;
    }
    if (length + cache.dimension() > passages.length) {
      passages = Arrays.copyOf(passages, 2 * passages.length);
    }
    dialect.vectors().read(bytes, passages, length);
    length += cache.dimension();
  }

  private void finishMemory() {
    if (id != null) {
      if (length == 0) {
        cache.remove(id);
      } else {
        cache.put(number, id, Arrays.copyOf(passages, length));
      }
    }
    length = 0;
  }

  /** Returns whether all vectors had the dimension of the cache, after the last row. */
  public boolean finish() {
    finishMemory();
    return !other;
  }
}
