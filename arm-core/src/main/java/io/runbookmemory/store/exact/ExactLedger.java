package io.runbookmemory.store.exact;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.AppendRules;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One tenant's ledger of the exact store, under the store's lock. */
final class ExactLedger implements Ledger {

  private final ExactMemoryStore store;
  private final Tenant tenant;
  private final ExactLeases leases;
  private final TreeMap<Long, PostedEntry> byPosition = new TreeMap<>();
  private final Map<UUID, PostedEntry> byId = new HashMap<>();

  ExactLedger(ExactMemoryStore store, Tenant tenant, ExactLeases leases) {
    this.store = store;
    this.tenant = tenant;
    this.leases = leases;
  }

  @Override
  public Tenant tenant() {
    return tenant;
  }

  @Override
  public List<Long> append(List<LedgerEntry> batch) {
    AppendRules.check(batch);
    synchronized (store) {
      store.requireOpen();
      post(AppendRules.news(batch, byId));
      return positions(batch);
    }
  }

  @Override
  public AppendResult append(List<LedgerEntry> batch, Lease lease) {
    AppendRules.check(batch);
    synchronized (store) {
      store.requireOpen();
      List<LedgerEntry> news = AppendRules.news(batch, byId);
      if (!news.isEmpty() && !leases.holds(lease)) {
        return new AppendResult.Fenced(lease, leases.newestToken(lease));
      }
      post(news);
      return new AppendResult.Appended(positions(batch));
    }
  }

  private void post(List<LedgerEntry> news) {
    for (LedgerEntry entry : news) {
      PostedEntry posted = new PostedEntry(store.nextPosition(), entry);
      byPosition.put(posted.position(), posted);
      byId.put(entry.id(), posted);
    }
  }

  private List<Long> positions(List<LedgerEntry> batch) {
    return batch.stream()
        .map(entry -> Objects.requireNonNull(byId.get(entry.id())).position())
        .toList();
  }

  @Override
  public Set<LedgerStream> streams() {
    synchronized (store) {
      store.requireOpen();
      return byPosition.values().stream()
          .map(posted -> posted.entry().stream())
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  @Override
  public List<PostedEntry> read(EntryFilter filter, long after, int pageSize) {
    if (pageSize < 1) {
      throw new IllegalArgumentException("pageSize must be at least 1, got " + pageSize);
    }
    synchronized (store) {
      store.requireOpen();
      return passing(filter, byPosition.tailMap(after, false)).limit(pageSize).toList();
    }
  }

  @Override
  public Optional<PostedEntry> last(EntryFilter filter) {
    synchronized (store) {
      store.requireOpen();
      return passing(filter, byPosition.descendingMap()).findFirst();
    }
  }

  private static Stream<PostedEntry> passing(EntryFilter filter, Map<Long, PostedEntry> entries) {
    return entries.values().stream().filter(posted -> filter.test(posted.entry()));
  }

  @Override
  public long prune(LedgerStream stream, Instant before) {
    Instant cut = before.truncatedTo(ChronoUnit.MICROS);
    synchronized (store) {
      store.requireOpen();
      List<PostedEntry> old =
          passing(EntryFilter.of(stream), byPosition)
              .filter(posted -> posted.entry().at().isBefore(cut))
              .toList();
      for (PostedEntry posted : old) {
        byPosition.remove(posted.position());
        byId.remove(posted.entry().id());
      }
      return old.size();
    }
  }
}
