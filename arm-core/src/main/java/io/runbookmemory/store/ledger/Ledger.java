package io.runbookmemory.store.ledger;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.lease.Lease;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ledger of one tenant. Entries are appended and read, and never changed; what is old may be
 * dropped. Thread-safe.
 */
public interface Ledger {

  /**
   * Returns whose ledger it is.
   *
   * @return the tenant
   */
  Tenant tenant();

  /**
   * Appends entries, all of them or none. What stands there already, with the same id and content,
   * stays where it is: an append may be repeated until it is acknowledged.
   *
   * @param batch each id at most once
   * @return the entries' positions, in the order of the batch. New ones are greater than all that
   *     were given before, and ascend
   * @throws IllegalArgumentException if an id occurs twice, or stands there with another content
   */
  List<Long> append(List<LedgerEntry> batch);

  /**
   * Appends entries as {@link #append(List)} does, if a lease is still held when they are
   * committed. If it is over, or a newer one of its name was granted, nothing is appended. A batch
   * that stands there already, all of it, is no append, and acknowledged whatever became of the
   * lease.
   *
   * @param batch each id at most once
   * @param lease under which they are written
   * @return the positions, or that the lease is over
   * @throws IllegalArgumentException if an id occurs twice, or stands there with another content
   */
  AppendResult append(List<LedgerEntry> batch, Lease lease);

  /**
   * Returns the streams in which an entry stands, however many each has: what a whole ledger is
   * read by.
   *
   * @return in no order
   */
  Set<LedgerStream> streams();

  /**
   * Returns what was appended after some position, in the order of commits. A follower that goes on
   * from the last position it saw misses nothing but what is pruned before it comes.
   *
   * @param filter which entries
   * @param after the last position seen, 0 for the beginning
   * @param pageSize the most entries to return, at least 1
   * @return by ascending position
   */
  List<PostedEntry> read(EntryFilter filter, long after, int pageSize);

  /**
   * Returns what was appended last: the present state of a subject, or the head of a chain.
   *
   * @param filter which entries
   * @return empty if there is none
   */
  Optional<PostedEntry> last(EntryFilter filter);

  /**
   * Drops old entries, where there are many a thousand at a time and the oldest first: readers may
   * see some of them gone before others. An id that is dropped is forgotten; so keep entries longer
   * than anybody might repeat an append.
   *
   * @param stream which stream's
   * @param before those that happened before this time, cut to whole microseconds
   * @return how many were dropped
   */
  long prune(LedgerStream stream, Instant before);
}
