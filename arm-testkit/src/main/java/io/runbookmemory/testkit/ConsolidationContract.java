package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.SampleMemories.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.remember.consolidate.ConsolidationPolicy;
import io.runbookmemory.remember.consolidate.Consolidator;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Daemons that share the store, and nothing else, report the same incidents at the same time. */
interface ConsolidationContract extends StoreContract {

  int DAEMONS = 4;
  int REPORTS = 30;
  int INCIDENTS = 3;

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  default void whatDaemonsReportAtOnceIsOneMemoryForEachIncidentThatCountsThemAll()
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(DAEMONS)) {
      List<Future<List<Remembered>>> running = new ArrayList<>();
      for (int daemon = 0; daemon < DAEMONS; daemon++) {
        int seed = daemon;
        running.add(threads.submit(() -> reportAll(new Random(seed))));
      }
      for (Future<List<Remembered>> each : running) {
        assertThat(each.get())
            .as("every report was told to be remembered")
            .allMatch(
                one -> one instanceof Remembered.Added || one instanceof Remembered.SeenAgain);
      }
    }

    List<Memory> left =
        reader().scan(Filter.everything(), null, 100).stream().map(StoredMemory::memory).toList();
    assertThat(left).hasSize(INCIDENTS);
    assertThat(left)
        .allSatisfy(
            memory -> {
              assertThat(memory.occurrences()).isEqualTo(DAEMONS * REPORTS / INCIDENTS);
              assertThat(memory.times().happenedAt()).isEqualTo(NOW);
              assertThat(memory.times().lastSeenAt()).isEqualTo(NOW.plusSeconds(REPORTS - 1));
            });
  }

  private List<Remembered> reportAll(Random random) {
    RememberPipeline pipeline =
        new RememberPipeline(store(), null, new PatternRedactor(), Environments.DEFAULT, () -> NOW);
    Consolidator daemon = new Consolidator(store(), pipeline, ConsolidationPolicy.DEFAULT);
    List<Remembered> all = new ArrayList<>();
    for (int i = 0; i < REPORTS; i++) {
      // The first and the last second of each incident are seen by all.
      int round = i / INCIDENTS;
      long second =
          round == 0 ? 0 : round == REPORTS / INCIDENTS - 1 ? REPORTS - 1 : random.nextInt(REPORTS);
      all.add(daemon.remember(report(i % INCIDENTS, NOW.plusSeconds(second), random)));
    }
    return all;
  }

  private static Memory report(int incident, Instant at, Random random) {
    return Memory.builder(
            MemoryId.fresh(at, random),
            Scope.of(Tenant.DEFAULT).withService("orders"),
            "Queue number " + incident + " grows without end",
            Incident.builder("The consumers are stuck").openedAt(at).build(),
            at)
        .happenedAt(at)
        .lastSeenAt(at)
        .build();
  }
}
