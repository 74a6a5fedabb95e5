package io.runbookmemory.learn.upkeep;

import static io.runbookmemory.fixture.TestMemories.ANYWHERE;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A store with memories of any age, looked at now. */
final class Shelf {

  final ExactMemoryStore store = new ExactMemoryStore();
  final MemoryReader reader = store.reader(Tenant.DEFAULT);

  static Instant daysAgo(long days) {
    return NOW.minus(Duration.ofDays(days));
  }

  /** Returns a memory of the service checkout that was made some days ago. */
  static MemoryBuilder aged(long days, String title, Content content) {
    return Memory.builder(
        id(title), ANYWHERE.withService("checkout"), title, content, daysAgo(days));
  }

  /** Returns an incident that somebody ended. */
  static MemoryBuilder fixed(long days, String title, String alert) {
    Incident incident =
        Incident.builder(title)
            .alertName(alert)
            .resolution("Restarted it")
            .resolvedAt(daysAgo(days))
            .build();
    return aged(days, title, incident);
  }

  /** Returns an incident that nobody ended. */
  static MemoryBuilder unsolved(long days, String title) {
    return aged(days, title, Incident.builder(title).build());
  }

  Memory put(MemoryBuilder memory) {
    Memory built = memory.build();
    UpsertResult result = store.writer(Tenant.DEFAULT).upsert(List.of(StoredMemory.lexical(built)));
    assertThat(result).isInstanceOf(UpsertResult.Applied.class);
    return built;
  }

  void helped(Memory memory, int times, long daysAgo) {
    for (int i = 0; i < times; i++) {
      adjust(memory, UsageDelta.outcome(true, daysAgo(daysAgo)));
    }
  }

  void failed(Memory memory, int times) {
    for (int i = 0; i < times; i++) {
      adjust(memory, UsageDelta.outcome(false, NOW));
    }
  }

  private void adjust(Memory memory, UsageDelta delta) {
    assertThat(store.writer(Tenant.DEFAULT).adjust(memory.id(), delta)).isTrue();
  }

  List<String> titles() {
    return reader.scan(Filter.everything(), null, 10_000).stream()
        .map(stored -> stored.memory().title())
        .sorted()
        .toList();
  }

  Memory get(Memory memory) {
    return reader.get(memory.id()).orElseThrow().memory();
  }
}
