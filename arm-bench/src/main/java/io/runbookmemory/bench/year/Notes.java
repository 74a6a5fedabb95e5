package io.runbookmemory.bench.year;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.RunbookMemoryBuilder;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** A memory in a store of its own, and how an episode is told to it. */
final class Notes implements AutoCloseable {

  static final Duration LASTS = Duration.ofMinutes(30);

  private final World world;
  private final Random random = new Random(1);
  private final ExactMemoryStore ledger = new ExactMemoryStore();
  private final LuceneMemoryStore store;
  private Instant now = World.midnight(-1);
  private final RunbookMemory memory;

  Notes(World world, Path directory, Settings settings) {
    this.world = world;
    this.store = LuceneMemoryStore.open(directory);
    RunbookMemoryBuilder builder =
        RunbookMemory.builder(store).ledger(ledger).clock(() -> now).random(random);
    settings.accept(builder);
    this.memory = builder.build();
  }

  /** What one practice sets otherwise than another. */
  interface Settings {
    void accept(RunbookMemoryBuilder builder);
  }

  RunbookMemory memory() {
    return memory;
  }

  LuceneMemoryStore store() {
    return store;
  }

  void setNow(Instant instant) {
    now = instant;
  }

  Situation situation(Episode episode) {
    now = World.begin(episode);
    return Situation.builder(world.alert(episode), now).deadline(Duration.ofMinutes(5)).build();
  }

  /** The fixes that a plan names, first to last. */
  static List<PlannedStep> fixes(ActionPlan plan) {
    return plan.steps().stream().filter(step -> step.kind() == PlannedStep.Kind.KNOWN_FIX).toList();
  }

  /** Writes an episode down as people do: what it was, and what they think ended it. */
  void write(Episode episode, int firing) {
    Alert alert = world.alert(episode);
    Instant begin = World.begin(episode).plus(Duration.ofMinutes(2L * firing));
    Instant end = begin.plus(LASTS);
    String said = String.join("\n", alert.annotations().values());
    Incident incident =
        Incident.builder(said)
            .alertName(alert.name().orElseThrow())
            .fingerprint(alert.fingerprint().value())
            .resolution(episode.noted())
            .openedAt(begin)
            .resolvedAt(end)
            .build();
    Scope scope =
        Scope.of(Tenant.DEFAULT)
            .withService(alert.label("service").orElseThrow())
            .withEnv(alert.label("env").orElseThrow());
    memory.remember(
        Memory.builder(MemoryId.fresh(end, random), scope, said, incident, end)
            .happenedAt(begin)
            .build());
  }

  @Override
  public void close() {
    memory.close();
    store.close();
    ledger.close();
  }
}
