package io.runbookmemory.jdbc.rows;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.text.TextRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What hits tell of memories, by number. Filled once. */
public final class Told {

  /** What {@link #accept} takes of a passage {@code n}, after the columns of a scan. */
  public static final String COLUMNS =
      ", n.range_start, n.range_end, (SELECT json FROM content WHERE memory = n.number),"
          + " (SELECT json FROM usage WHERE memory = n.number),"
          + " CASE WHEN n.ordinal > 0 THEN (SELECT "
          + Vectors.PGVECTOR.column()
          + " FROM passage WHERE memory = n.number AND ordinal = 0) END";

  private record Place(long number, int ordinal) {}

  private final MemoryRows rows;
  private final Map<Long, Memory> memories = new HashMap<>();
  private final Map<Long, Usage> usages = new HashMap<>();
  private final Map<Place, TextRange> ranges = new HashMap<>();
  private final Map<Long, Double> leadSimilarities = new HashMap<>();
  private final Vectors vectors;
  private final float @Nullable [] asked;

  /**
   * Prepares to be told.
   *
   * @param asked what passages are compared with; null if they are not looked at
   */
  public Told(MemoryRows rows, Vectors vectors, @Nullable Embedding asked) {
    this.rows = rows;
    this.vectors = vectors;
    this.asked = asked == null ? null : asked.toArray();
  }

  /** Asks for what hits tell of the memories of some numbers. */
  public void read(Session session, Collection<Long> numbers) throws SQLException {
    Session.Query contents =
        new Session.Query(
            rows.of(numbers, "SELECT memory, json FROM content WHERE memory"),
            row -> memories.put(row.getLong(1), rows.memory(row.getString(2))));
    Session.Query used =
        new Session.Query(
            rows.of(numbers, "SELECT memory, json FROM usage WHERE memory"),
            row -> usages.put(row.getLong(1), rows.usage(row.getString(2))));
    if (asked == null) {
      session.forAll(List.of(contents, used));
      return;
    }
    String places =
        "SELECT memory, ordinal, range_start, range_end, CASE WHEN ordinal = 0 THEN "
            + vectors.column()
            + " END FROM passage WHERE memory";
    Session.Query passages =
        new Session.Query(
            rows.of(numbers, places),
            row -> {
              put(row.getLong(1), row.getInt(2), rows.range(row, 3));
              lead(row.getLong(1), row.getBytes(5));
            });
    session.forAll(List.of(contents, used, passages));
  }

  /** Takes the row of a passage. */
  public void accept(ResultSet row) throws SQLException {
    long number = row.getLong(1);
    put(number, row.getInt(3), rows.range(row, 5));
    lead(number, row.getInt(3) == 0 ? row.getBytes(4) : row.getBytes(9));
    String json = row.getString(7);
    if (json != null && !memories.containsKey(number)) {
      memories.put(number, rows.memory(json));
      String usage = row.getString(8);
      if (usage != null) {
        usages.put(number, rows.usage(usage));
      }
    }
  }

  private void put(long number, int ordinal, @Nullable TextRange range) {
    if (range != null) {
      ranges.put(new Place(number, ordinal), range);
    }
  }

  private void lead(long number, byte @Nullable [] vector) {
    if (vector != null && asked != null) {
      if (!vectors.fits(vector, asked.length)) {
        throw rows.misfit(asked.length, vectors.dimension(vector), number);
      }
      leadSimilarities.put(number, vectors.similarity(asked, vector));
    }
  }

  /** Returns how alike a memory's first passage is to what was asked. */
  public @Nullable Double leadSimilarity(long number) {
    return leadSimilarities.get(number);
  }

  /** Returns the memory, null if there is no content of that number. */
  public @Nullable Memory memory(long number) {
    return memories.get(number);
  }

  public Usage usage(long number) {
    return usages.getOrDefault(number, Usage.NONE);
  }

  /** Returns where a passage stands, null if it is nowhere in the text. */
  public @Nullable TextRange range(long number, int ordinal) {
    return ranges.get(new Place(number, ordinal));
  }
}
