package io.runbookmemory.testkit.replay;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.replay.incident.KnownMemory;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.testkit.ManualClock;
import io.runbookmemory.testkit.SampleMemories;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one test was handed. Used by one thread. */
final class ReplayFixture {

  private final ReplaySetup setup;
  private final EmbeddingModel model;
  private final List<ReplayIncident> incidents;
  private final ManualClock clock;
  private @Nullable MemoryStore store;
  private @Nullable RunbookMemory memory;

  /** Creates what a test needs; of no incidents where it names none. */
  ReplayFixture(ReplaySetup setup, EmbeddingModel model, List<ReplayIncident> incidents) {
    this.setup = setup;
    this.model = model;
    this.incidents = incidents;
    this.clock = new ManualClock(began());
  }

  private Instant began() {
    return incidents.stream()
        .map(one -> one.firstAlertAt().orElse(one.from()))
        .min(Comparator.naturalOrder())
        .orElse(SampleMemories.NOW);
  }

  ManualClock clock() {
    return clock;
  }

  IncidentReplay replay() {
    if (incidents.isEmpty()) {
      throw new IllegalStateException(
          "an IncidentReplay needs incidents: name them with @Replay(\"incidents/inc-7.json\") on"
              + " the test or its class, make it a @ReplayTest(\"incidents/*.json\"), or write"
              + " IncidentReplay.of(Path.of(…))");
    }
    return new IncidentReplay(incidents, setup, () -> new SharedModel(model));
  }

  RunbookMemory memory() {
    if (memory == null) {
      store = setup.store(clock);
      store.writer(Tenant.DEFAULT).upsert(new PassageEmbedder(model).embed(known(clock.instant())));
      memory = Answering.memory(setup, model, store, clock);
    }
    return memory;
  }

  /** Returns what was known at an instant, in the revision of then. */
  private List<Memory> known(Instant at) {
    Map<MemoryId, Memory> known = new LinkedHashMap<>();
    incidents.stream()
        .flatMap(one -> one.known().stream())
        .filter(one -> one.memory() != null && !since(one).isAfter(at))
        .sorted(Comparator.comparing(ReplayFixture::since))
        .flatMap(one -> Stream.ofNullable(one.memory()))
        .forEach(one -> known.put(one.id(), one));
    return List.copyOf(known.values());
  }

  private static Instant since(KnownMemory known) {
    return Objects.requireNonNull(known.knownAt(), "a memory that is held has its time");
  }

  /** Closes what was handed out. */
  void end() {
    if (memory != null) {
      memory.close();
    }
    if (store != null) {
      store.close();
    }
  }
}
