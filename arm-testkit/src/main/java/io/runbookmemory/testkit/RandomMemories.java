package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.SampleMemories.NOW;

import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.Pattern;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Memories and filters drawn from a seed, out of pools so small that values repeat, collide and are
 * missing. Every title holds the word {@code common}. Not thread-safe.
 */
public final class RandomMemories {

  private static final List<String> WORDS =
      List.of(
          "disk",
          "full",
          "pool",
          "exhausted",
          "timeout",
          "restart",
          "checkout",
          "payments",
          "ERR-4711",
          "10.0.3.17",
          "latency",
          "burn",
          "certificate",
          "größe",
          "ошибка",
          "🚒");
  private static final List<String> TAGS = List.of("disk", "Disk", "postgres", "a b", "100%", "_");

  private final Random random;
  private final FakeEmbeddingModel model = new FakeEmbeddingModel(16);

  /**
   * Creates a source of memories.
   *
   * @param seed the same gives the same memories
   */
  public RandomMemories(long seed) {
    this.random = new Random(seed);
  }

  Random random() {
    return random;
  }

  FakeEmbeddingModel model() {
    return model;
  }

  /**
   * Returns one of a number of ids, of either half of their order.
   *
   * @param count of how many, at least 1
   * @return often the same
   */
  public MemoryId id(int count) {
    long number = random.nextInt(count);
    return new MemoryId(new UUID(number % 3 == 0 ? -number : number, number << 60 | number));
  }

  String words(int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(pick(WORDS));
    }
    return String.join(" ", words);
  }

  /**
   * Returns a memory with vectors of 16 dimensions, or in one of five cases without.
   *
   * @param id its id
   * @param tenant whose it is
   * @return of version 0
   */
  public StoredMemory stored(MemoryId id, Tenant tenant) {
    Memory memory = memory(id, tenant);
    return random.nextInt(5) == 0
        ? StoredMemory.lexical(memory)
        : SampleMemories.embedded(memory, model);
  }

  Memory memory(MemoryId id, Tenant tenant) {
    return Memory.builder(id, scope(tenant), "common " + words(2), content(), time(1000))
        .type(pick(MemoryType.values()))
        .status(pick(MemoryStatus.values()))
        .severity(maybe(Severity.values()))
        .tags(random.nextBoolean() ? List.of() : List.of(pick(TAGS), pick(TAGS)))
        .provenance(
            new Provenance(
                pick("capture", "wiki"),
                maybe("K1", "K2", "k1"),
                maybe("https://wiki/1"),
                pick(TrustTier.values())))
        .updatedAt(time(1000))
        .happenedAt(maybe(time(4), time(4), time(400_000_000)))
        .lastSeenAt(maybe(time(4)))
        .lastVerifiedAt(maybe(time(4)))
        .expiresAt(maybe(NOW.minusSeconds(1), NOW, NOW.plusNanos(1000), NOW.plusSeconds(9)))
        .occurrences(1 + random.nextInt(3))
        .pinned(random.nextInt(4) == 0)
        .links(random.nextInt(4) == 0 ? List.of(new Link("caused-by", id)) : List.of())
        .build();
  }

  private Scope scope(Tenant tenant) {
    return new Scope(
        tenant,
        maybe("eu-1", "us-1"),
        maybe("shop", "infra"),
        maybe("checkout", "Checkout", "payments"),
        maybe("prod", "staging"),
        maybe("s1"));
  }

  private Content content() {
    String words = words(1 + random.nextInt(12));
    return switch (random.nextInt(7)) {
      case 0 ->
          Incident.builder(words).alertName(maybe("HighBurn", "DiskFull")).openedAt(NOW).build();
      case 1 -> Runbook.builder(words).alerts(List.of(pick("HighBurn", "PoolFull"))).build();
      case 2 -> new ResourceFact("checkout", "depends on", words);
      case 3 -> new Deployment("v" + random.nextInt(3), List.of(words), "low", List.of());
      case 4 -> new Pattern("temporal", words, 3, 0.25 * random.nextInt(5));
      case 5 -> new Interaction("user", words);
      default -> new Note(words + "\n\n" + words(3) + "\n\n" + words(3));
    };
  }

  /** A time within some microseconds around {@link SampleMemories#NOW}, often the same. */
  Instant time(int micros) {
    return NOW.plusNanos(1000L * (random.nextInt(micros) - micros / 2));
  }

  /** A filter of up to some depth, its values taken from memories that are there. */
  Filter filter(List<Memory> samples, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return leaf(samples);
    }
    List<Filter> parts = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      parts.add(filter(samples, depth - 1));
    }
    return switch (random.nextInt(3)) {
      case 0 -> new Filter.And(parts);
      case 1 -> new Filter.Or(parts);
      default -> new Filter.Not(parts.getFirst());
    };
  }

  private Filter leaf(List<Memory> samples) {
    return switch (random.nextInt(8)) {
      case 0 -> new Filter.HasTag(pick(TAGS));
      case 1 -> new Filter.ContainsText(words(1 + random.nextInt(2)) + " common");
      case 2 -> Filter.everything();
      default -> onField(pick(Field.all()), pick(samples), pick(samples));
    };
  }

  private <V extends Comparable<? super V>> Filter onField(
      Field<V> field, Memory one, Memory other) {
    V value = field.of(one);
    V second = field.of(other);
    if (value == null || second == null) {
      return new Filter.IsNull(field);
    }
    return switch (random.nextInt(field.isText() ? 3 : 6)) {
      case 0 -> new Filter.Eq<>(field, value);
      case 1 -> new Filter.Ne<>(field, value);
      case 2 ->
          new Filter.In<>(field, value.equals(second) ? Set.of(value) : Set.of(value, second));
      case 3 -> new Filter.Range<>(field, value, null);
      case 4 -> new Filter.Range<>(field, null, value);
      default -> new Filter.Range<>(field, value, second);
    };
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  @SafeVarargs
  private <T> @Nullable T maybe(T... values) {
    int index = random.nextInt(values.length + 1);
    return index == values.length ? null : values[index];
  }
}
