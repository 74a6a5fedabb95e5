package io.runbookmemory.jdbc.rows;

import io.runbookmemory.jdbc.rows.VectorScan.Best;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One search in a cache as it is at a session's snapshot: the cache says which memories may be
 * among the best, the database which of them pass, and its rows are compared exactly.
 */
final class CachedSearch {

  /**
   * Up to this part of all memories those that pass are looked up in the cache one by one. With a
   * sixteenth in its place, 2,500 of 50,000 take longer than it takes to compare all of them in a
   * row: the database tells which memory passes in the time of a dozen vectors.
   */
  private static final int SHARE = 128;

  /** How many memories are asked for first, whether about so few pass. */
  private static final int SAMPLE = 64;

  /** How many candidates there are at first for each memory asked for, and how many times more. */
  private static final int CANDIDATES = 16;

  private static final int MORE = 8;

  /** How often there are more, before the database is asked for all that pass. */
  private static final int WINDOWS = 2;

  private final Session session;
  private final VectorCache held;
  private final String query;
  private final Dialect.Nearest nearest;

  CachedSearch(Session session, VectorCache held, String query, Dialect.Nearest nearest) {
    this.session = session;
    this.held = held;
    this.query = query;
    this.nearest = nearest;
  }

  List<Best> best() throws SQLException {
    if (nearest.narrow() && seemFew()) {
      int few = Math.max(nearest.most(), held.size() / SHARE);
      List<Long> passing = passing(new Sql(" LIMIT ?", few + 1L));
      if (passing.size() <= few) {
        return best(passing, held.products(nearest.asked().toArray(), passing));
      }
    }
    return likely();
  }

  /** Returns false if so many of a sample pass that there is little hope of few in all. */
  private boolean seemFew() throws SQLException {
    Set<Long> sample = new LinkedHashSet<>();
    for (int i = 0; i < Math.min(SAMPLE, held.slots()); i++) {
      sample.add(held.owner((int) ((long) held.slots() * i / SAMPLE)));
    }
    return passing(sample).size() <= 2 * SAMPLE / SHARE;
  }

  /** Looks at ever more of the most promising memories until no other can be among the best. */
  private List<Best> likely() throws SQLException {
    float[] products = held.products(nearest.asked().toArray());
    Set<Long> passing = new LinkedHashSet<>();
    float above = Float.POSITIVE_INFINITY;
    long count = (long) CANDIDATES * nearest.most();
    for (int window = 0; window < WINDOWS && count < held.size(); window++) {
      float from = Selection.largest(products, (int) count);
      passing.addAll(passing(between(products, from, above)));
      double least = least(passing, products);
      if (least >= from) {
        return exactly(promising(passing, products, least));
      }
      above = from;
      count *= MORE;
    }
    return best(passing(new Sql("")), products);
  }

  private List<Best> best(List<Long> passing, float[] products) throws SQLException {
    return exactly(promising(passing, products, least(passing, products)));
  }

  /** Returns below which product none can be among the best, given some that pass. */
  private double least(Collection<Long> passing, float[] products) {
    if (passing.size() < nearest.most()) {
      return Double.NEGATIVE_INFINITY;
    }
    float[] own = new float[passing.size()];
    int i = 0;
    for (long number : passing) {
      own[i++] = held.best(number, products);
    }
    return Selection.largest(own, nearest.most()) - 2 * held.error();
  }

  private List<Long> promising(Collection<Long> passing, float[] products, double least) {
    return passing.stream().filter(number -> held.best(number, products) >= least).toList();
  }

  private Set<Long> between(float[] products, float from, float below) {
    Set<Long> numbers = new LinkedHashSet<>();
    for (int slot = 0; slot < products.length; slot++) {
      if (products[slot] >= from && products[slot] < below) {
        numbers.add(held.owner(slot));
      }
    }
    return numbers;
  }

  private List<Long> passing(Collection<Long> numbers) throws SQLException {
    Sql among = new Sql(" AND m.number");
    Dialect.of(session).in(among, false, numbers);
    return passing(among);
  }

  private List<Long> passing(Sql narrowed) throws SQLException {
    Sql sql = new Sql("SELECT m.number FROM memory m WHERE ");
    nearest.where().accept(sql);
    sql.add(narrowed);
    return session.list(sql, row -> row.getLong(1));
  }

  private List<Best> exactly(List<Long> numbers) throws SQLException {
    VectorScan scan = new VectorScan(Dialect.of(session), nearest);
    Sql rows = new Sql(query + "m.number");
    Dialect.of(session).in(rows, false, numbers);
    session.forEach(rows.add(VectorScan.IN_ORDER), scan::accept);
    return scan.best();
  }
}
