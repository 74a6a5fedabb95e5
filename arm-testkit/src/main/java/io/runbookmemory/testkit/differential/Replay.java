package io.runbookmemory.testkit.differential;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does operations to an empty store and to an empty oracle, until they differ. */
public final class Replay {

  private static final int PAGE = 10_000;

  private final Subject subject;
  private final ExactMemoryStore oracle;
  private final Map<Tenant, Long> followed = new HashMap<>();
  private final Map<Tenant, Long> followedOracle = new HashMap<>();
  private MemoryStore store;
  private boolean justReopened;

  private Replay(Subject subject, ExactMemoryStore oracle) {
    this.subject = subject;
    this.oracle = oracle;
    this.store = subject.fresh();
  }

  /**
   * Does operations, one after the other.
   *
   * @param subject the store under test
   * @param operations what to do
   * @return the first difference, empty if there is none, or if the operations are not such as may
   *     be done: one version of a memory must be the same everywhere
   */
  public static Optional<Difference> of(Subject subject, List<Operation> operations) {
    try (ExactMemoryStore oracle = new ExactMemoryStore()) {
      Replay replay = new Replay(subject, oracle);
      for (int i = 0; i < operations.size(); i++) {
        Operation operation = operations.get(i);
        if (replay.contradicts(operation)) {
          return Optional.empty();
        }
        Optional<Difference> difference = replay.step(i, operation);
        if (difference.isPresent()) {
          return difference;
        }
      }
      return Optional.empty();
    }
  }

  private boolean contradicts(Operation operation) {
    return operation instanceof Operation.Apply apply
        && apply.changes().stream()
            .filter(Change.Upserted.class::isInstance)
            .map(change -> ((Change.Upserted) change).stored())
            .anyMatch(told -> contradicts(apply.tenant(), told));
  }

  private boolean contradicts(Tenant tenant, StoredMemory told) {
    long version = told.memory().version();
    MemoryReader reader = oracle.reader(tenant);
    return reader
        .get(told.id())
        .filter(here -> here.memory().version() == version && !here.equals(told))
        .isPresent();
  }

  private Optional<Difference> step(int index, Operation operation) {
    Object expected = operation.on(oracle);
    Object news = news(operation, oracle, followedOracle);
    try {
      boolean readAll = operation instanceof Operation.ReadAll;
      if (readAll && !justReopened && subject.durable()) {
        store = subject.reopen();
      }
      // One opening serves all tenants that are read one after the other.
      justReopened = readAll;
      Object actual = operation.on(store);
      if (!expected.equals(actual)) {
        return Optional.of(Difference.between(index, expected, actual));
      }
      Object told = news(operation, store, followed);
      return news.equals(told)
          ? Optional.empty()
          : Optional.of(Difference.between(index, news, told));
    } catch (RuntimeException fault) {
      // Whatever a store throws where the oracle answers is a difference, and is shrunk as one.
      return Optional.of(Difference.between(index, expected, fault));
    }
  }

  /** What a write added to the feed; several deletions by one call may stand in any order. */
  private static List<Change> news(
      Operation operation, MemoryStore store, Map<Tenant, Long> positions) {
    if (!(operation instanceof Operation.Write)) {
      return List.of();
    }
    Tenant tenant = operation.tenant();
    List<Change> news = store.reader(tenant).changes(positions.getOrDefault(tenant, 0L), PAGE);
    if (!news.isEmpty()) {
      positions.put(tenant, news.getLast().position());
    }
    List<Change> unplaced = news.stream().map(StoreState::unplaced).toList();
    return unplaced.stream().anyMatch(Change.Deleted.class::isInstance)
        ? unplaced.stream().sorted(Comparator.comparing(Change::id)).toList()
        : unplaced;
  }
}
