package io.runbookmemory.jdbc.rows;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.jdbc.transaction.Binding;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What databases say differently. Immutable, thread-safe. */
public interface Dialect extends Binding {

  /**
   * A question for the memories whose best passages are most like a vector.
   *
   * @param store the store's name for people
   * @param tenant whose memories
   * @param asked the vector
   * @param most how many memories to return
   * @param exact whether every vector is to be compared
   * @param narrow whether but a part of the memories may pass
   * @param where appends the condition on {@code memory m}
   */
  record Nearest(
      String store,
      Tenant tenant,
      Embedding asked,
      int most,
      boolean exact,
      boolean narrow,
      Consumer<Sql> where) {

    /** Returns the question for one memory more. */
    public Nearest andNext() {
      return new Nearest(store, tenant, asked, most + 1, exact, narrow, where);
    }

    /** Returns the question of all memories that pass another condition, every one compared. */
    public Nearest all(Consumer<Sql> condition) {
      return new Nearest(store, tenant, asked, most, true, true, condition);
    }
  }

  /** Returns what the database of a session says differently. */
  static Dialect of(Session session) {
    return (Dialect) session.binding();
  }

  /** Returns the memory's id in a column of the row that a result stands at. */
  default MemoryId memoryId(ResultSet row, int column) throws SQLException {
    return new MemoryId(id(row, column));
  }

  /** Returns how vectors are written and read. */
  Vectors vectors();

  /** Appends, after a column, that it holds one of some strings or numbers, or none of them. */
  void in(Sql sql, boolean negated, Collection<?> values);

  /** Returns the memories nearest to a vector, best first. */
  List<VectorScan.Best> nearest(Session session, Nearest nearest) throws SQLException;

  /**
   * Returns the memories nearest to a vector, best first, if one statement surely finds them, and
   * tells of them.
   *
   * @param space of the vector; in a store of another nothing is found
   * @param told is told of what is found
   * @return empty if it is to be asked by {@link #nearest}
   */
  default List<VectorScan.Best> nearestAtOnce(
      Session session, Nearest nearest, EmbeddingSpace space, Told told) throws SQLException {
    return List.of();
  }

  /**
   * Returns where a vector of a tenant stands that has another dimension than the store's, and
   * which, if the database compares vectors itself and so refuses the first such without naming it.
   *
   * @param store the store's name for people
   */
  default Optional<CorruptStoreException> misfit(Session session, String store, Tenant tenant)
      throws SQLException {
    return Optional.empty();
  }

  /** Prepares the search for vectors of the space that was just decided. */
  void spaceDecided(Session session, EmbeddingSpace space) throws SQLException;

  /** Inserts rows. */
  void insert(Session session, Insertion rows) throws SQLException;

  /** Returns what takes up the words of memories, still without any. */
  Insertion words();

  /** Returns the words of a memory as its rows hold them, each a text. */
  List<String> wordsOf(Tenant tenant, Memory memory);

  /** Adds the rows of a memory's words. */
  void addWords(Insertion words, long number, List<String> each);

  /** Removes the words of memories. */
  void deleteWords(Session session, Collection<Long> numbers) throws SQLException;

  /** Removes the words of all memories. */
  void emptyWords(Session session) throws SQLException;

  /** Appends a query of the numbers of the memories that have all of some tokens. */
  void withAllWords(Sql sql, Tenant tenant, Collection<String> tokens);

  /**
   * Returns the query of number, id and {@code score}, by BM25 or close to it, of the memories that
   * have any of some tokens, to be ordered and cut; empty if none has.
   *
   * @param where appends the condition on {@code memory m}
   */
  Optional<Sql> withAnyWord(
      Session session, Tenant tenant, Collection<String> tokens, Consumer<Sql> where)
      throws SQLException;
}
