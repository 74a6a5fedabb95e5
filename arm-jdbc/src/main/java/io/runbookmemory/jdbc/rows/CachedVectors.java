package io.runbookmemory.jdbc.rows;

import io.runbookmemory.jdbc.rows.VectorScan.Best;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.Tenant;
import java.lang.ref.SoftReference;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The exact search of one tenant's vectors where the database cannot search them: in memory once
 * that pays, else row by row. Thread-safe.
 *
 * <ul>
 *   <li>They are read into memory once searches have read as many rows as that takes: a command
 *       that searches once does not, a service does. They take no more than a quarter of the heap,
 *       else all is as before; and the JVM may take that back when it is short of memory.
 *   <li>Every change takes a position in the store inside its own transaction, as a follower's
 *       changes do. So a search whose snapshot has the position of the cache may use it, one with a
 *       later position brings it up to that first, and one with an earlier reads rows.
 *   <li>In memory they are rounded. A search that few memories pass compares these there, one by
 *       one. Else all are compared, and of those that may be among the best the database says which
 *       pass. Either way the rows of those that may be among the best are compared again, exactly.
 * </ul>
 */
public final class CachedVectors {

  /** When vectors are read into memory. */
  public record Policy(long leastRows, double shareOfHeap) {

    /** Before that a scan takes a few milliseconds. */
    public static final Policy DEFAULT = new Policy(2_000, 0.25);
  }

  private final Tenant tenant;
  private final Policy policy;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private SoftReference<VectorCache> cache = new SoftReference<>(null);
  private long position;
  private final AtomicLong rowsRead = new AtomicLong();

  /** How many rows must have been read before it is asked whether a cache pays. */
  private long due;

  public CachedVectors(Tenant tenant, Policy policy) {
    this.tenant = tenant;
    this.policy = policy;
    this.due = policy.leastRows();
  }

  /**
   * Returns the memories nearest to a vector.
   *
   * @param query of the rows of {@code VectorScan}, to which the condition is appended
   */
  public List<Best> nearest(Session session, String query, Dialect.Nearest nearest)
      throws SQLException {
    long snapshot = session.number("SELECT position FROM store");
    if (!isLocked(lock.readLock(), session)) {
      return scan(session, query, nearest);
    }
    try {
      VectorCache held = cache.get();
      if (held != null && position == snapshot) {
        return search(session, held, query, nearest);
      }
    } finally {
      lock.readLock().unlock();
    }
    if (!bringUpTo(session, snapshot, query)) {
      return scan(session, query, nearest);
    }
    try {
      VectorCache held = cache.get();
      return held == null ? scan(session, query, nearest) : search(session, held, query, nearest);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Waits for who reads vectors into memory, but so that there is time to do without. */
  private static boolean isLocked(Lock lock, Session session) {
    try {
      return lock.tryLock(session.left() / 2, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<Best> scan(Session session, String query, Dialect.Nearest nearest)
      throws SQLException {
    VectorScan scan = new VectorScan(Dialect.of(session), nearest);
    try {
      scan.read(session, new Sql(query));
    } finally {
      // Also of a scan that took too long: others will, until the vectors are in memory.
      rowsRead.addAndGet(scan.rows());
    }
    return scan.best();
  }

  /** Returns whether the cache is now as the snapshot; then the read lock is held. */
  private boolean bringUpTo(Session session, long snapshot, String query) throws SQLException {
    if (!isLocked(lock.writeLock(), session)) {
      return false;
    }
    try {
      VectorCache held = cache.get();
      if (held == null) {
        held = fill(session, query);
      } else if (position < snapshot) {
        cache.clear();
        held = follow(session, held);
      } else if (position > snapshot) {
        return false;
      }
      if (held == null) {
        return false;
      }
      cache = new SoftReference<>(held);
      position = snapshot;
      lock.readLock().lock();
      return true;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Returns null if it does not pay yet, or never will. */
  private @Nullable VectorCache fill(Session session, String query) throws SQLException {
    if (rowsRead.get() < due) {
      return null;
    }
    long passages =
        session.number(
            "SELECT count(*) FROM passage p JOIN memory m ON m.number = p.memory"
                + " WHERE m.tenant = ?",
            tenant.name());
    int dimension = (int) session.number("SELECT dimension FROM store");
    if (rowsRead.get() < passages || passages == 0) {
      due = Math.max(passages, policy.leastRows());
      return null;
    }
    if (isTooLarge(passages, dimension)) {
      return null;
    }
    VectorCache filled = new VectorCache(dimension);
    Loading loading = new Loading(session, filled);
    Sql all = new Sql(query + "m.tenant = ?", tenant.name());
    // For all who search from now on, and so not only as long as this one waits.
    session.unhurried(() -> session.forEach(all.add(VectorScan.IN_ORDER), loading::accept));
    return loading.finish() ? filled : null;
  }

  private boolean isTooLarge(long vectors, int dimension) {
    double most = policy.shareOfHeap() * Runtime.getRuntime().maxMemory();
    boolean large = vectors > VectorCache.capacity(most, dimension);
    if (large) {
      due = Long.MAX_VALUE;
    }
    return large;
  }

  /** Takes over what changed since the cache's position. */
  private @Nullable VectorCache follow(Session session, VectorCache held) throws SQLException {
    session.forEach(
        new Sql(
            "SELECT id FROM tombstone WHERE tenant = ? AND position > ?", tenant.name(), position),
        row -> held.remove(Dialect.of(session).memoryId(row, 1)));
    Loading loading = new Loading(session, held);
    session.forEach(
        new Sql(
            "SELECT m.number, m.id, p.ordinal, p.vector FROM memory m"
                + " LEFT JOIN passage p ON p.memory = m.number"
                + " WHERE m.tenant = ? AND m.position > ?"
                + VectorScan.IN_ORDER,
            tenant.name(),
            position),
        loading::accept);
    return loading.finish() && !isTooLarge(held.slots(), held.dimension()) ? held : null;
  }

  private static List<Best> search(
      Session session, VectorCache held, String query, Dialect.Nearest nearest)
      throws SQLException {
    if (nearest.asked().dimension() != held.dimension()) {
      throw VectorScan.corrupt(nearest, held.dimension());
    }
    return new CachedSearch(session, held, query, nearest).best();
  }
}
