package io.runbookmemory.connectors.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.RunbookMemoryBuilder;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.learn.upkeep.PruneReport;
import io.runbookmemory.learn.upkeep.UpkeepListener;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.recall.Degradation;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.RecallListener;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.remember.RememberListener;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Counts and times what a memory does, in a registry of the caller's. {@code docs/upkeep.md} lists
 * the meters. No tag has more than a handful of values: no service, id or word of a memory becomes
 * one. Thread-safe.
 */
public final class MemoryMeters implements RecallListener, RememberListener, UpkeepListener {

  private static final String TENANT = "tenant";

  private final MeterRegistry registry;

  /**
   * Creates meters.
   *
   * @param registry where they are registered
   */
  @SuppressWarnings("exports") // Who calls this has Micrometer; who does not needs no module of it.
  public MemoryMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Has a memory that is being built tell these meters what it does.
   *
   * @param builder whatever else is set
   * @return the builder
   */
  public RunbookMemoryBuilder listenTo(RunbookMemoryBuilder builder) {
    return builder.onRecall(this).onRemember(this).onUpkeep(this);
  }

  /**
   * Registers the gauges of what is in a memory's store. Each reading is a count in the store;
   * while that cannot answer they are NaN.
   *
   * @param memory stays reachable as long as the registry is
   */
  public void watch(RunbookMemory memory) {
    gauge(memory, "arm.memory.memories", "memories kept", reader -> reader.stats().memories());
    gauge(
        memory,
        "arm.memory.suspect",
        "memories that a change may have made wrong",
        reader -> reader.count(Filter.eq(Field.STATUS, MemoryStatus.SUSPECT.name())));
    gauge(
        memory,
        "arm.memory.drafts",
        "memories that wait for an owner's approval",
        reader -> reader.count(Filter.eq(Field.STATUS, MemoryStatus.DRAFT.name())));
  }

  private void gauge(
      RunbookMemory memory, String name, String words, ToDoubleFunction<MemoryReader> count) {
    Tenant tenant = memory.memories().tenant();
    Gauge.builder(name, memory, one -> counted(one, count))
        .description(words)
        .tag(TENANT, tenant.name())
        .strongReference(true)
        .register(registry);
  }

  private static double counted(RunbookMemory memory, ToDoubleFunction<MemoryReader> count) {
    try {
      return count.applyAsDouble(memory.memories());
    } catch (ArmException | IllegalStateException e) {
      return Double.NaN; // The registry says the rest: a gauge without a value is shown as such.
    }
  }

  @Override
  public void recalled(Situation situation, Recall recall) {
    Tags tags = Tags.of(TENANT, situation.scope().tenant().name());
    Timer.builder("arm.recall.time")
        .description("how long recalls take")
        .tags(tags.and("strength", lower(recall.strength())))
        .register(registry)
        .record(recall.took());
    DistributionSummary.builder("arm.recall.candidates")
        .description("memories that were judged")
        .tags(tags)
        .register(registry)
        .record(recall.judged().size());
    for (Degradation reason : recall.degraded()) {
      count("arm.recall.degraded", tags.and("reason", lower(reason)), 1);
    }
  }

  @Override
  public void remembered(List<Remembered> results) {
    for (Remembered one : results) {
      count("arm.memory.remembered", Tags.of("result", result(one)), 1);
    }
  }

  private static String result(Remembered remembered) {
    return switch (remembered) {
      case Remembered.Added one -> "added";
      case Remembered.Updated one -> "updated";
      case Remembered.Unchanged one -> "unchanged";
      case Remembered.SeenAgain one -> "seen_again";
      case Remembered.Forgotten one -> "forgotten";
      case Remembered.Ignored one -> "ignored";
      case Remembered.Rejected one -> "rejected";
    };
  }

  @Override
  public void forgotten(long forgotten) {
    count("arm.memory.forgotten", Tags.empty(), forgotten);
  }

  @Override
  public void pruned(PruneReport report) {
    if (!report.dryRun()) {
      report
          .kinds()
          .forEach(
              (kind, counts) -> count("arm.memory.pruned", Tags.of("kind", kind), counts.pruned()));
    }
  }

  @Override
  public void suspected(List<MemoryId> marked) {
    count("arm.memory.suspected", Tags.empty(), marked.size());
  }

  @Override
  public void verified(MemoryId id) {
    count("arm.memory.verified", Tags.empty(), 1);
  }

  private void count(String name, Tags tags, double amount) {
    Counter.builder(name).tags(tags).register(registry).increment(amount);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
