package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.SampleMemories.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * One run of random operations on a store and its oracle. Two tenants use the same few ids, so that
 * writes meet. What went wrong is reported with the seed and the number of the operation.
 */
final class DifferentialRun implements AutoCloseable {

  private static final int IDS = 60;
  private static final int COMPARED_EVERY = 250;
  private static final List<Tenant> TENANTS = List.of(Tenant.DEFAULT, new Tenant("second"));

  private final StoreContract contract;
  private final long seed;
  private final RandomMemories memories;
  private final Random random;
  private final ExactMemoryStore oracle = new ExactMemoryStore();
  private final Map<Tenant, Long> followed = new HashMap<>();
  private final Map<Tenant, Long> followedOracle = new HashMap<>();
  private Tenant tenant = Tenant.DEFAULT;
  private String doing = "nothing yet";

  DifferentialRun(StoreContract contract, long seed) {
    this.contract = contract;
    this.seed = seed;
    this.memories = new RandomMemories(seed);
    this.random = memories.random();
  }

  void operate(int operations) {
    for (int number = 1; number <= operations; number++) {
      tenant = random.nextInt(5) == 0 ? TENANTS.get(1) : TENANTS.getFirst();
      String before = "seed " + seed + ", operation " + number + ": ";
      try {
        step(random.nextInt(22));
        compareFeeds();
        if (number % COMPARED_EVERY == 0 || number == operations) {
          doing = "comparing everything";
          compareStates();
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(before + doing + ": " + e.getMessage(), e);
      }
    }
  }

  private void step(int choice) {
    switch (choice) {
      case 0, 1, 2, 3, 4, 5, 6 -> upsert();
      case 7, 8 -> adjust();
      case 9 -> deleteIds();
      case 10 -> deleteByFilter();
      case 11, 12, 13 -> searchByVector();
      case 14 -> searchByWords();
      case 15 -> searchByBoth();
      case 16, 17 -> scan();
      case 18, 19 -> apply();
      default -> readById();
    }
  }

  private MemoryReader oracleReader() {
    return oracle.reader(tenant);
  }

  private <T> void same(String what, Function<MemoryReader, T> read) {
    doing = what;
    assertThat(read.apply(contract.store().reader(tenant))).isEqualTo(read.apply(oracleReader()));
  }

  private <T> void sameWrite(String what, Function<MemoryWriter, T> write) {
    doing = what;
    assertThat(write.apply(contract.store().writer(tenant)))
        .isEqualTo(write.apply(oracle.writer(tenant)));
  }

  private void upsert() {
    Map<MemoryId, StoredMemory> batch = new LinkedHashMap<>();
    int size = 1 + random.nextInt(4);
    for (int i = 0; i < size; i++) {
      MemoryId id = memories.id(IDS);
      StoredMemory current = oracleReader().get(id).orElse(null);
      long version = current == null ? 0 : current.memory().version();
      StoredMemory offered =
          current != null && random.nextInt(8) == 0 ? current : memories.stored(id, tenant);
      boolean stale = random.nextInt(12) == 0;
      batch.put(id, offered.withVersion(stale ? random.nextInt(4) : version));
    }
    List<StoredMemory> offered = List.copyOf(batch.values());
    sameWrite("upsert " + offered, writer -> writer.upsert(offered));
  }

  private void adjust() {
    MemoryId id = memories.id(IDS);
    UsageDelta delta =
        switch (random.nextInt(3)) {
          case 0 -> UsageDelta.recalled();
          case 1 -> UsageDelta.reinforced(1 + random.nextInt(3), memories.time(1000));
          default ->
              UsageDelta.outcome(random.nextBoolean(), memories.time(1000))
                  .withStep(memories.words(1), new StepUsage(1, 0, 1, 0));
        };
    sameWrite("adjust " + id + " by " + delta, writer -> writer.adjust(id, delta));
  }

  private void deleteIds() {
    List<MemoryId> ids = List.of(memories.id(IDS), memories.id(IDS));
    sameWrite("delete " + ids, writer -> writer.delete(ids, NOW));
  }

  private void deleteByFilter() {
    Filter filter =
        Filter.and(filter(), filter(), new Filter.ContainsText("common " + memories.words(1)));
    sameWrite("delete " + filter, writer -> writer.delete(filter, NOW));
  }

  /** What another store might have to tell: older, as old or newer than what is there. */
  private void apply() {
    Map<MemoryId, Change> changes = new LinkedHashMap<>();
    int size = 1 + random.nextInt(3);
    for (int i = 1; i <= size; i++) {
      MemoryId id = memories.id(IDS);
      StoredMemory current = oracleReader().get(id).orElse(null);
      long here = current == null ? 0 : current.memory().version();
      long version = Math.max(1, here - 1 + random.nextInt(4));
      // One version of a memory is the same in every store; only its usage may have grown.
      StoredMemory offered =
          current != null && version == here ? current : memories.stored(id, tenant);
      Usage usage = new Usage(random.nextInt(3), random.nextInt(3), 0, 0, null, Map.of());
      changes.put(
          id,
          random.nextInt(4) == 0
              ? new Change.Deleted(i, id, version, memories.time(1000))
              : new Change.Upserted(i, offered.withVersion(version), usage));
    }
    List<Change> offered = List.copyOf(changes.values());
    sameWrite("apply " + offered, writer -> writer.apply(offered));
  }

  /** A filter with values of what is there now. */
  private Filter filter() {
    List<Memory> there =
        oracleReader().scan(Filter.everything(), null, 1000).stream()
            .map(StoredMemory::memory)
            .toList();
    return there.isEmpty() ? Filter.everything() : memories.filter(there, 2);
  }

  private Filter maybeFilter() {
    return random.nextBoolean() ? Filter.everything() : filter();
  }

  private void searchByVector() {
    FakeEmbeddingModel model = memories.model();
    SearchRequest request =
        SearchRequest.vector(
                model.embedQuery(memories.words(2)), model.space(), memories.time(1000))
            .filter(maybeFilter())
            .topK(1 + random.nextInt(20))
            .minScore(random.nextInt(3) == 0 ? 0.6 : 0)
            .exact(true)
            .build();
    same("search by vector with " + request.filter(), reader -> reader.search(request));
  }

  private void searchByWords() {
    SearchRequest request =
        SearchRequest.text(memories.words(2), memories.time(1000))
            .filter(maybeFilter())
            .topK(1000)
            .build();
    same("search for " + request.text() + " with " + request.filter(), r -> found(r, request));
  }

  private void searchByBoth() {
    FakeEmbeddingModel model = memories.model();
    SearchRequest request =
        SearchRequest.hybrid(
                model.embedQuery(memories.words(2)), model.space(), memories.words(2), NOW)
            .filter(maybeFilter())
            .topK(1000)
            .exact(true)
            .build();
    same("search by both with " + request.filter(), reader -> found(reader, request));
  }

  /** What was found, without the scores and the order of a text engine. */
  private static Set<List<Object>> found(MemoryReader reader, SearchRequest request) {
    Set<List<Object>> found = new HashSet<>();
    for (SearchHit hit : reader.search(request)) {
      String similarity = String.valueOf(hit.similarity());
      found.add(List.of(hit.memory(), hit.usage(), similarity, hit.textScore() == null));
    }
    return found;
  }

  private void scan() {
    Filter filter = filter();
    MemoryId after = random.nextBoolean() ? null : memories.id(IDS);
    int pageSize = 1 + random.nextInt(30);
    same("scan " + filter + " after " + after, r -> r.scan(filter, after, pageSize));
    same("count " + filter, reader -> reader.count(filter));
  }

  private void readById() {
    List<MemoryId> ids = List.of(memories.id(IDS), memories.id(IDS));
    MemoryId id = ids.getFirst();
    same("get " + id, reader -> reader.get(id));
    same("get all of " + ids, reader -> reader.getAll(ids));
    same("usage of " + ids, reader -> Map.copyOf(reader.usage(ids)));
    same("history of " + id, reader -> reader.history(id));
  }

  /** What one operation added to the feed; several deletions may stand in any order. */
  private void compareFeeds() {
    List<Change> news = follow(contract.store().reader(tenant), followed);
    List<Change> expected = follow(oracleReader(), followedOracle);
    if (news.stream().anyMatch(Change.Deleted.class::isInstance)) {
      assertThat(news).containsExactlyInAnyOrderElementsOf(expected);
    } else {
      assertThat(news).isEqualTo(expected);
    }
  }

  private List<Change> follow(MemoryReader reader, Map<Tenant, Long> positions) {
    List<Change> news = reader.changes(positions.getOrDefault(tenant, 0L), 1000);
    if (!news.isEmpty()) {
      positions.put(tenant, news.getLast().position());
    }
    return news.stream().map(StoreState::unplaced).toList();
  }

  private void compareStates() {
    if (contract.durable()) {
      contract.reopen();
    }
    List<StoreState> states = new ArrayList<>();
    for (MemoryStore store : List.of(contract.store(), oracle)) {
      for (Tenant each : TENANTS) {
        states.add(StoreState.of(store.reader(each)).byId());
      }
    }
    assertThat(states.get(0)).isEqualTo(states.get(2));
    assertThat(states.get(1)).isEqualTo(states.get(3));
    assertThat(contract.store().space()).isEqualTo(oracle.space());
  }

  @Override
  public void close() {
    oracle.close();
  }
}
