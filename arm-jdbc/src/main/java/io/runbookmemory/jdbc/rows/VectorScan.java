package io.runbookmemory.jdbc.rows;

import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.MemoryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The memories whose best passages are most like a vector: all passages are compared, and of the
 * memories no more are held than are asked for. Fed with rows of {@link #COLUMNS} and the vector,
 * those of a memory together and by ordinal.
 */
public final class VectorScan {

  public static final String COLUMNS = "m.number, m.id, p.ordinal";

  public static final String IN_ORDER = " ORDER BY m.number, p.ordinal";

  /** A memory, its best passage (the first of equals) and how alike that is. */
  public record Best(long number, MemoryId id, int ordinal, double similarity) {

    static final Comparator<Best> BEST_FIRST =
        Comparator.comparingDouble(Best::similarity).reversed().thenComparing(Best::id);
  }

  private final Dialect dialect;
  private final Dialect.Nearest nearest;
  private final float[] asked;
  private final PriorityQueue<Best> worstFirst = new PriorityQueue<>(Best.BEST_FIRST.reversed());

  private @Nullable Best current;
  private int rows;

  public VectorScan(Dialect dialect, Dialect.Nearest nearest) {
    this.dialect = dialect;
    this.nearest = nearest;
    this.asked = nearest.asked().toArray();
  }

  /** Reads the rows of a query, to which the condition is appended. */
  public void read(Session session, Sql query) throws SQLException {
    nearest.where().accept(query);
    session.forEach(query.add(IN_ORDER), this::accept);
  }

  public void accept(ResultSet row) throws SQLException {
    rows++;
    long number = row.getLong(1);
    if (current != null && current.number() != number) {
      finishMemory();
    }
    double similarity = similarity(row);
    if (current == null || similarity > current.similarity()) {
      MemoryId id = current == null ? dialect.memoryId(row, 2) : current.id();
      current = new Best(number, id, row.getInt(3), similarity);
    }
  }

  private double similarity(ResultSet row) throws SQLException {
    Vectors vectors = dialect.vectors();
    byte[] bytes = row.getBytes(4);
    if (!vectors.fits(bytes, asked.length)) {
      throw misfit(nearest.store(), asked.length, vectors.dimension(bytes), place(row));
    }
    return vectors.similarity(asked, bytes);
  }

  private String place(ResultSet row) throws SQLException {
    return "passage " + row.getInt(3) + " of the memory " + dialect.memoryId(row, 2);
  }

  /** Returns the fault of a store that somebody else has written a vector into. */
  public static CorruptStoreException misfit(String store, long wanted, long found, String where) {
    return new CorruptStoreException(
        store,
        store
            + " must hold vectors of "
            + wanted
            + " dimensions, got one of "
            + found
            + " in "
            + where
            + ": write that memory again, or delete it");
  }

  public static CorruptStoreException corrupt(Dialect.Nearest nearest, int dimension) {
    return new CorruptStoreException(
        nearest.store(),
        nearest.store()
            + " must hold vectors of "
            + nearest.asked().dimension()
            + " dimensions, got "
            + dimension
            + " in its table store");
  }

  private void finishMemory() {
    Best best = current;
    if (best != null
        && (worstFirst.size() < nearest.most()
            || best.similarity() >= worstFirst.element().similarity())) {
      worstFirst.add(best);
      if (worstFirst.size() > nearest.most()) {
        worstFirst.remove();
      }
    }
    current = null;
  }

  /** Returns how many passages were compared. */
  public int rows() {
    return rows;
  }

  /** Returns what was found, best first, after the last row. */
  public List<Best> best() {
    finishMemory();
    List<Best> best = new ArrayList<>(worstFirst);
    best.sort(Best.BEST_FIRST);
    return best;
  }
}
