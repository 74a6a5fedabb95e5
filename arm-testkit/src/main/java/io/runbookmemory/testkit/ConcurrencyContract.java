package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.Given.changed;
import static io.runbookmemory.testkit.Given.note;
import static io.runbookmemory.testkit.Given.pointing;
import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads at once: nothing is lost, nothing is seen in part. */
interface ConcurrencyContract extends StoreContract {

  int THREADS = 4;

  /** Runs the same work on several threads, and fails as the first of them does. */
  private static void together(IntConsumer work) throws Exception {
    together(THREADS, work);
  }

  private static void together(int count, IntConsumer work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int thread = i;
        running.add(threads.submit(() -> work.accept(thread)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  default void noCountIsLost() throws Exception {
    write(note(1, "a"), note(2, "b"));

    together(
        thread -> {
          for (int i = 0; i < 50; i++) {
            UsageDelta delta = UsageDelta.outcome(i % 2 == 0, NOW.plusSeconds((long) i * thread));
            writer().adjust(id(1), delta.withStep("step", new StepUsage(1, 0, 0, 0)));
            writer().adjust(id(2), UsageDelta.recalled());
          }
        });

    Usage usage = reader().usage(List.of(id(1))).getOrDefault(id(1), Usage.NONE);
    assertThat(usage.successes()).isEqualTo(25 * THREADS);
    assertThat(usage.failures()).isEqualTo(25 * THREADS);
    assertThat(usage.steps()).containsEntry("step", new StepUsage(50 * THREADS, 0, 0, 0));
    assertThat(usage.lastReinforced()).isEqualTo(NOW.plusSeconds(48 * (THREADS - 1)));
    assertThat(reader().usage(List.of(id(2))).getOrDefault(id(2), Usage.NONE).recalls())
        .isEqualTo(50 * THREADS);
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  default void noWriteThatComparedAndSetIsLost() throws Exception {
    write(note(1, "a"));

    together(
        thread -> {
          for (int i = 0; i < 20; i++) {
            String mine = "by " + thread + " as " + i;
            UpsertResult result;
            do {
              result = writer().upsert(List.of(incremented(stored(id(1)), mine)));
            } while (result instanceof UpsertResult.Conflicted);
          }
        });

    Memory last = stored(id(1)).memory();
    assertThat(last.occurrences()).isEqualTo(1 + 20 * THREADS);
    assertThat(last.tags()).hasSize(20 * THREADS);
    assertThat(last.version()).isEqualTo(1 + 20 * THREADS);
  }

  /** Two writers who offer the very same are one write repeated; the tag tells them apart. */
  private static StoredMemory incremented(StoredMemory read, String tag) {
    Set<String> tags = new HashSet<>(read.memory().tags());
    tags.add(tag);
    long seen = read.memory().occurrences();
    return changed(read, memory -> memory.occurrences(seen + 1).tags(tags));
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  default void oneOfManyWhoWriteTheSameNewMemoryWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      long number = round;
      AtomicInteger winners = new AtomicInteger();
      together(
          thread -> {
            UpsertResult result = writer().upsert(List.of(note(number, "by " + thread)));
            if (result instanceof UpsertResult.Applied) {
              winners.incrementAndGet();
            }
          });
      assertThat(winners).hasValue(1);
      assertThat(stored(id(number)).memory().version()).isEqualTo(1);
    }
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  default void readersSeeWholeBatches() throws Exception {
    List<MemoryId> ids = LongStream.range(0, 20).mapToObj(SampleMemories::id).toList();
    write(generation(0));
    AtomicBoolean done = new AtomicBoolean();

    together(
        thread -> {
          if (thread == 0) {
            try {
              for (long version = 1; version <= 30; version++) {
                write(generation(version));
              }
            } finally {
              done.set(true);
            }
          } else {
            while (!done.get()) {
              assertWhole(reader().scan(Filter.everything(), null, 100));
              assertWhole(reader().getAll(ids));
              assertWholeHits(reader().search(SearchRequest.text("words", NOW).topK(50).build()));
              assertWholeHits(reader().search(Given.nearest(1, 0, 0, 0).topK(50).build()));
              assertThat(reader().count(Filter.everything())).isEqualTo(20);
            }
          }
        });
  }

  private static List<StoredMemory> generation(long version) {
    return LongStream.range(0, 20)
        .mapToObj(
            n ->
                changed(
                    pointing(n, 1, (float) n, (float) version, 0),
                    memory -> memory.occurrences(version + 1).version(version)))
        .toList();
  }

  private static void assertWhole(List<StoredMemory> batch) {
    assertThat(batch).hasSize(20);
    assertThat(batch.stream().map(stored -> stored.memory().version()).distinct()).hasSize(1);
  }

  private static void assertWholeHits(List<SearchHit> hits) {
    assertThat(hits).hasSize(20);
    assertThat(hits.stream().map(hit -> hit.memory().version()).distinct()).hasSize(1);
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  default void aFollowerMissesNothingThatManyWrite() throws Exception {
    AtomicInteger writing = new AtomicInteger(THREADS - 1);
    Set<MemoryId> followed = new HashSet<>();

    together(
        thread -> {
          if (thread == 0) {
            follow(writing, followed);
          } else {
            try {
              for (int i = 0; i < 40; i++) {
                write(note(1000L * thread + i, "a"), note(1000L * thread + 500 + i, "b"));
              }
            } finally {
              writing.decrementAndGet();
            }
          }
        });

    assertThat(followed).hasSize(80 * (THREADS - 1));
    assertThat(reader().count(Filter.everything())).isEqualTo(followed.size());
  }

  private void follow(AtomicInteger writing, Set<MemoryId> followed) {
    long position = 0;
    boolean last;
    do {
      last = writing.get() == 0;
      List<Change> page = reader().changes(position, 7);
      while (!page.isEmpty()) {
        for (Change change : page) {
          assertThat(change.position()).isGreaterThan(position);
          position = change.position();
          assertThat(followed.add(change.id())).as("%s comes once", change).isTrue();
        }
        page = reader().changes(position, 7);
      }
    } while (!last);
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  default void aFollowerKnowsTheLastStateOfWhatIsWrittenAndRewritten() throws Exception {
    assertThat(reader().changes(0, 1)).isEmpty();
    AtomicInteger writing = new AtomicInteger(THREADS);
    Map<MemoryId, StoredMemory> followed = new HashMap<>();

    together(
        1 + THREADS,
        thread -> {
          if (thread == 0) {
            followStates(writing, followed);
          } else {
            try {
              for (int round = 0; round < 10; round++) {
                insertAndUpdate(1000L * thread + round, round);
              }
            } finally {
              writing.decrementAndGet();
            }
          }
        });

    List<StoredMemory> last = reader().scan(Filter.everything(), null, 1000);
    assertThat(last).hasSize(10 * THREADS);
    assertThat(followed.values()).containsExactlyInAnyOrderElementsOf(last);
  }

  /** Writes a memory, and in the same batch the ones before it again. */
  private void insertAndUpdate(long number, int round) {
    List<StoredMemory> batch = new ArrayList<>(List.of(note(number, "new")));
    for (int back = 1; back <= Math.min(3, round); back++) {
      batch.add(note(number - back, "rewritten " + back).withVersion(back));
    }
    write(batch);
    if (round % 3 == 2) {
      writer().adjust(id(number - round), UsageDelta.recalled());
    }
  }

  private void followStates(AtomicInteger writing, Map<MemoryId, StoredMemory> followed) {
    long position = 0;
    boolean last;
    do {
      last = writing.get() == 0;
      List<Change> page = reader().changes(position, 5);
      while (!page.isEmpty()) {
        for (Change change : page) {
          assertThat(change.position()).as("after %d", position).isGreaterThan(position);
          position = change.position();
          StoredMemory told = ((Change.Upserted) change).stored();
          StoredMemory before = followed.put(told.id(), told);
          assertThat(told.memory().version())
              .as("never older than what was told")
              .isGreaterThanOrEqualTo(before == null ? 1 : before.memory().version());
        }
        page = reader().changes(position, 5);
      }
    } while (!last);
  }
}
