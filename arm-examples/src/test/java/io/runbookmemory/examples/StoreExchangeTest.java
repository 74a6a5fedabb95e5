package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.examples.option.StoreUrl;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import io.runbookmemory.store.json.ChangeJson;
import io.runbookmemory.testkit.RandomMemories;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What one kind of store exports and another imports is the same, to the last bit, in order. */
@Timeout(120)
class StoreExchangeTest {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");
  private static final int OPERATIONS = 160;
  private static final int IDS = 24;
  private static final int PAGE = 7;

  /** A kind of store. */
  enum Kind {
    LUCENE,
    SQLITE,
    POSTGRESQL;

    MemoryStore open(Path folder) {
      return switch (this) {
        case LUCENE -> LuceneMemoryStore.open(folder.resolve("lucene"));
        case SQLITE -> SqliteMemoryStore.open(folder.resolve("store.db"));
        case POSTGRESQL -> StoreUrl.open(Postgres.store());
      };
    }
  }

  @TempDir Path first;
  @TempDir Path second;
  @TempDir Path third;

  static Stream<Arguments> everyOrderedPair() {
    return Stream.of(Kind.values())
        .flatMap(from -> Stream.of(Kind.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("everyOrderedPair")
  void whatIsTakenOverIsEqual(Kind from, Kind to) {
    long seed = (from + " to " + to).hashCode();
    try (MemoryStore source = from.open(first);
        MemoryStore target = to.open(second);
        MemoryStore back = from.open(third)) {
      fill(source.writer(Tenant.DEFAULT), source.reader(Tenant.DEFAULT), seed);
      List<String> exported = exported(source);
      assertThat(exported)
          .as("seed " + seed)
          .anyMatch(line -> line.contains("\"deleted\""))
          .anyMatch(line -> line.contains("expiresAt"))
          .anyMatch(line -> line.contains("\"version\":3"))
          .anyMatch(line -> line.contains("\"harmed\""));

      take(target, exported);
      assertThat(exported(target)).as("seed " + seed).isEqualTo(exported);
      take(back, exported(target));
      assertThat(exported(back)).as("seed " + seed).isEqualTo(exported);

      assertThat(target.writer(Tenant.DEFAULT).apply(changes(exported))).isZero();
      assertThat(target.space()).isEqualTo(source.space());
      assertThat(target.reader(Tenant.DEFAULT).stats().revisions())
          .as("replaced revisions stay where they were")
          .isZero();
    }
  }

  /** Writes, rewrites, counts and deletes. */
  private static void fill(MemoryWriter writer, MemoryReader reader, long seed) {
    RandomMemories memories = new RandomMemories(seed);
    Random random = new Random(seed);
    for (int i = 0; i < OPERATIONS; i++) {
      MemoryId id = memories.id(IDS);
      switch (random.nextInt(8)) {
        case 0 -> writer.delete(List.of(id), NOW.plusSeconds(i));
        case 1, 2, 3 -> writer.adjust(id, delta(random, i));
        default -> {
          long version = reader.get(id).map(held -> held.memory().version()).orElse(0L);
          StoredMemory next = memories.stored(id, Tenant.DEFAULT).withVersion(version);
          assertThat(writer.upsert(List.of(next))).isInstanceOf(UpsertResult.Applied.class);
        }
      }
    }
  }

  private static UsageDelta delta(Random random, int i) {
    return switch (random.nextInt(4)) {
      case 0 -> UsageDelta.recalled();
      case 1 -> UsageDelta.reinforced(1 + random.nextInt(3), NOW.plusNanos(1000L * i));
      case 2 -> UsageDelta.outcome(random.nextBoolean(), NOW.plusNanos(1000L * i));
      default -> UsageDelta.none().withStep("größe \"🚒\"", new StepUsage(4, 1, 1, 2));
    };
  }

  /** Returns what {@code arm export} writes, but for the positions, which are each store's own. */
  private static List<String> exported(MemoryStore store) {
    List<String> lines = new ArrayList<>();
    long position = 0;
    List<Change> page;
    do {
      page = store.reader(Tenant.DEFAULT).changes(position, PAGE);
      for (Change change : page) {
        assertThat(change.position()).isGreaterThan(position);
        position = change.position();
        lines.add(ChangeJson.write(change).replaceFirst("\"position\":\\d+", "\"position\":1"));
      }
    } while (!page.isEmpty());
    return lines;
  }

  private static List<Change> changes(List<String> lines) {
    return lines.stream().map(ChangeJson::read).toList();
  }

  private static void take(MemoryStore store, List<String> lines) {
    MemoryWriter writer = store.writer(Tenant.DEFAULT);
    long taken = 0;
    for (int from = 0; from < lines.size(); from += PAGE) {
      List<String> page = lines.subList(from, Math.min(from + PAGE, lines.size()));
      taken += writer.apply(changes(page));
    }
    assertThat(taken).isEqualTo(lines.size());
  }
}
