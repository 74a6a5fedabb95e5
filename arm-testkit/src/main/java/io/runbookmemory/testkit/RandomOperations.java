package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.SampleMemories.NOW;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.testkit.differential.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Operations drawn from a seed. Two tenants use the same few ids, so that writes meet; an exact
 * store goes along, so that most writers have read the version that is there, and most filters ask
 * for values that are. One operation in twelve writes, a batch of up to 24: a durable store waits
 * for its disk at each.
 */
final class RandomOperations {

  private static final int IDS = 60;
  private static final int ALL_READ_EVERY = 1000;
  private static final List<Tenant> TENANTS = List.of(Tenant.DEFAULT, new Tenant("second"));

  private final RandomMemories memories;
  private final Random random;
  private final ExactMemoryStore there;
  private Tenant tenant = Tenant.DEFAULT;

  private RandomOperations(long seed, ExactMemoryStore there) {
    this.memories = new RandomMemories(seed);
    this.random = memories.random();
    this.there = there;
  }

  /** Always the same operations for the same seed; now and then, and at the end, all is read. */
  static List<Operation> of(long seed, int count) {
    try (ExactMemoryStore there = new ExactMemoryStore()) {
      RandomOperations operations = new RandomOperations(seed, there);
      List<Operation> all = new ArrayList<>();
      for (int number = 1; number <= count; number++) {
        Operation next = operations.next();
        if (next instanceof Operation.Write) {
          next.on(there);
        }
        all.add(next);
        if (number % ALL_READ_EVERY == 0 || number == count) {
          TENANTS.forEach(tenant -> all.add(new Operation.ReadAll(tenant)));
        }
      }
      return all;
    }
  }

  private Operation next() {
    tenant = random.nextInt(5) == 0 ? TENANTS.get(1) : TENANTS.getFirst();
    return random.nextInt(12) == 0 ? write() : read();
  }

  private Operation write() {
    return switch (random.nextInt(10)) {
      case 0, 1 -> adjust();
      case 2 -> new Operation.Delete(tenant, ids(), NOW);
      case 3 -> deleteWhere();
      case 4 -> apply();
      default -> upsert();
    };
  }

  private Operation read() {
    return switch (random.nextInt(10)) {
      case 0, 1 -> searchByVector();
      case 2, 3 -> searchByWords();
      case 4 -> searchByBoth();
      case 5, 6, 7 -> scan();
      default -> new Operation.Read(tenant, ids());
    };
  }

  private List<MemoryId> ids() {
    return List.of(memories.id(IDS), memories.id(IDS));
  }

  private Operation upsert() {
    Map<MemoryId, StoredMemory> batch = new LinkedHashMap<>();
    int size = 1 + random.nextInt(24);
    for (int i = 0; i < size; i++) {
      MemoryId id = memories.id(IDS);
      StoredMemory current = there.reader(tenant).get(id).orElse(null);
      long version = current == null ? 0 : current.memory().version();
      StoredMemory offered =
          current != null && random.nextInt(8) == 0 ? current : memories.stored(id, tenant);
      boolean stale = random.nextInt(24) == 0;
      batch.put(id, offered.withVersion(stale ? random.nextInt(4) : version));
    }
    return new Operation.Upsert(tenant, List.copyOf(batch.values()));
  }

  private Operation adjust() {
    UsageDelta delta =
        switch (random.nextInt(3)) {
          case 0 -> UsageDelta.recalled();
          case 1 -> UsageDelta.reinforced(1 + random.nextInt(3), memories.time(1000));
          default ->
              UsageDelta.outcome(random.nextBoolean(), memories.time(1000))
                  .withStep(memories.words(1), new StepUsage(1, 0, 1, 0));
        };
    return new Operation.Adjust(tenant, memories.id(IDS), delta);
  }

  private Operation deleteWhere() {
    Filter filter =
        Filter.and(filter(), filter(), new Filter.ContainsText("common " + memories.words(1)));
    return new Operation.DeleteWhere(tenant, filter, NOW);
  }

  /** What another store might have to tell: older, as old or newer than what is there. */
  private Operation apply() {
    Map<MemoryId, Change> changes = new LinkedHashMap<>();
    int size = 1 + random.nextInt(3);
    for (int i = 1; i <= size; i++) {
      MemoryId id = memories.id(IDS);
      StoredMemory current = there.reader(tenant).get(id).orElse(null);
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
    return new Operation.Apply(tenant, List.copyOf(changes.values()));
  }

  /** A filter with values of what is there now. */
  private Filter filter() {
    MemoryReader reader = there.reader(tenant);
    List<Memory> all =
        reader.scan(Filter.everything(), null, 1000).stream().map(StoredMemory::memory).toList();
    return all.isEmpty() ? Filter.everything() : memories.filter(all, 2);
  }

  private Filter maybeFilter() {
    return random.nextBoolean() ? Filter.everything() : filter();
  }

  private Operation searchByVector() {
    FakeEmbeddingModel model = memories.model();
    return new Operation.Search(
        tenant,
        SearchRequest.vector(
                model.embedQuery(memories.words(2)), model.space(), memories.time(1000))
            .filter(maybeFilter())
            .topK(1 + random.nextInt(20))
            .minScore(random.nextInt(3) == 0 ? 0.6 : 0)
            .exact(true)
            .build());
  }

  private Operation searchByWords() {
    return new Operation.Search(
        tenant,
        SearchRequest.text(memories.words(2), memories.time(1000))
            .filter(maybeFilter())
            .topK(1000)
            .build());
  }

  private Operation searchByBoth() {
    FakeEmbeddingModel model = memories.model();
    return new Operation.Search(
        tenant,
        SearchRequest.hybrid(
                model.embedQuery(memories.words(2)), model.space(), memories.words(2), NOW)
            .filter(maybeFilter())
            .topK(1000)
            .exact(true)
            .build());
  }

  private Operation scan() {
    MemoryId after = random.nextBoolean() ? null : memories.id(IDS);
    return new Operation.Scan(tenant, filter(), after, 1 + random.nextInt(30));
  }
}
