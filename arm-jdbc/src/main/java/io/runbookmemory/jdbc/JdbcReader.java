package io.runbookmemory.jdbc;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.jdbc.rows.Dialect;
import io.runbookmemory.jdbc.rows.MemoryRows;
import io.runbookmemory.jdbc.transaction.Database;
import io.runbookmemory.jdbc.transaction.Deadline;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoreStats;
import io.runbookmemory.store.StoredMemory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a tenant's memories, each call on one snapshot. */
final class JdbcReader implements MemoryReader {

  /** What is done with a tenant's rows. */
  private interface Reading<T> {
    T of(MemoryRows rows) throws SQLException;
  }

  private final Database database;
  private final Tenant tenant;
  private final Deadline deadline;

  JdbcReader(Database database, Tenant tenant) {
    this(database, tenant, Deadline.NONE);
  }

  private JdbcReader(Database database, Tenant tenant, Deadline deadline) {
    this.database = database;
    this.tenant = tenant;
    this.deadline = deadline;
  }

  @Override
  public MemoryReader within(Duration left) {
    return new JdbcReader(database, tenant, Deadline.in(left));
  }

  private <T> T read(Reading<T> reading) {
    return database.read(
        deadline, session -> reading.of(new MemoryRows(session, database.name(), tenant)));
  }

  @Override
  public Tenant tenant() {
    return tenant;
  }

  @Override
  public Optional<StoredMemory> get(MemoryId id) {
    return read(rows -> rows.held(id).map(MemoryRows.Held::stored));
  }

  @Override
  public List<StoredMemory> getAll(Collection<MemoryId> ids) {
    return read(
        rows -> {
          Map<MemoryId, MemoryRows.Held> held = rows.held(ids);
          return ids.stream()
              .filter(held::containsKey)
              .map(held::get)
              .map(MemoryRows.Held::stored)
              .toList();
        });
  }

  @Override
  public Map<MemoryId, Usage> usage(Collection<MemoryId> ids) {
    return read(
        rows -> {
          Map<MemoryId, Usage> usages = new HashMap<>();
          ids.forEach(id -> usages.put(id, Usage.NONE));
          usages.putAll(rows.usagesById(ids));
          return usages;
        });
  }

  @Override
  public List<SearchHit> search(SearchRequest request) {
    try {
      return hits(request);
    } catch (CorruptStoreException e) {
      if (request.embedding().isPresent() && e.getCause() instanceof SQLException) {
        // On a transaction of its own: the other ended with the fault.
        throw misfit().orElse(e);
      }
      throw e;
    }
  }

  private Optional<CorruptStoreException> misfit() {
    return database.read(
        deadline, session -> Dialect.of(session).misfit(session, database.name(), tenant));
  }

  private List<SearchHit> hits(SearchRequest request) {
    Optional<List<SearchHit>> hits =
        request.mode() == SearchRequest.Mode.VECTOR && !request.exact()
            ? database.ask(deadline, session -> search(session, request).hitsAtOnce())
            : Optional.empty();
    return hits.orElseGet(() -> searchOnSnapshot(request));
  }

  private JdbcSearch search(Session session, SearchRequest request) {
    return new JdbcSearch(session, database.name(), tenant, request);
  }

  private List<SearchHit> searchOnSnapshot(SearchRequest request) {
    return database.read(
        deadline,
        session -> {
          if (request.space().isPresent()) {
            requireSpace(session, request.space().get());
          }
          return search(session, request).hits();
        });
  }

  private void requireSpace(Session session, EmbeddingSpace asked) throws SQLException {
    EmbeddingSpace space = MemoryRows.space(session).orElse(asked);
    if (!space.equals(asked)) {
      throw new EmbeddingSpaceException(database.name(), space.toString(), asked.toString());
    }
  }

  @Override
  public List<StoredMemory> scan(Filter filter, @Nullable MemoryId after, int pageSize) {
    requirePositive(pageSize);
    return read(rows -> rows.page(filter, after, pageSize));
  }

  @Override
  public long count(Filter filter) {
    return read(rows -> rows.count(filter));
  }

  @Override
  public List<Memory> history(MemoryId id) {
    return read(rows -> rows.history(id));
  }

  @Override
  public List<Change.Deleted> tombstones(Collection<MemoryId> ids) {
    return read(
        rows -> {
          Map<MemoryId, Change.Deleted> deleted = rows.tombstones(ids);
          return ids.stream().filter(deleted::containsKey).map(deleted::get).toList();
        });
  }

  @Override
  public List<Change> changes(long after, int pageSize) {
    requirePositive(pageSize);
    return read(rows -> rows.changes(after, pageSize));
  }

  @Override
  public StoreStats stats() {
    return read(MemoryRows::stats);
  }

  private static void requirePositive(int pageSize) {
    if (pageSize < 1) {
      throw new IllegalArgumentException("pageSize must be at least 1, got " + pageSize);
    }
  }
}
