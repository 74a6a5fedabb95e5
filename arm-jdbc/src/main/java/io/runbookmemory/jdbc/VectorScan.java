package io.runbookmemory.jdbc;

import io.runbookmemory.memory.MemoryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The memories whose best passages are most like a vector: all passages are compared, and of the
 * memories no more are held than are asked for. Fed with rows of {@link #COLUMNS}, those of a
 * memory together and by ordinal.
 */
final class VectorScan {

  static final String COLUMNS = "m.number, m.id, p.ordinal, p.vector";

  /** A memory, its best passage (the first of equals) and how alike that is. */
  record Best(long number, MemoryId id, int ordinal, double similarity) {

    static final Comparator<Best> BEST_FIRST =
        Comparator.comparingDouble(Best::similarity).reversed().thenComparing(Best::id);
  }

  private final Vectors vectors;
  private final int most;
  private final PriorityQueue<Best> worstFirst = new PriorityQueue<>(Best.BEST_FIRST.reversed());

  private long number = -1;
  private byte[] id = {};
  private int ordinal;
  private double similarity;

  VectorScan(Vectors vectors, int most) {
    this.vectors = vectors;
    this.most = most;
  }

  void accept(ResultSet row) throws SQLException {
    long next = row.getLong(1);
    if (next != number) {
      finishMemory();
      number = next;
      similarity = -1;
    }
    double offered = vectors.similarity(row.getBytes(4));
    if (offered > similarity) {
      id = row.getBytes(2);
      ordinal = row.getInt(3);
      similarity = offered;
    }
  }

  private void finishMemory() {
    if (number >= 0
        && (worstFirst.size() < most || similarity >= worstFirst.element().similarity())) {
      worstFirst.add(new Best(number, MemoryRows.id(id), ordinal, similarity));
      if (worstFirst.size() > most) {
        worstFirst.remove();
      }
    }
    number = -1;
  }

  /** Returns what was found, best first, after the last row. */
  List<Best> best() {
    finishMemory();
    List<Best> best = new ArrayList<>(worstFirst);
    best.sort(Best.BEST_FIRST);
    return best;
  }
}
