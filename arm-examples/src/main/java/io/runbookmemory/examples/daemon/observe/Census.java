package io.runbookmemory.examples.daemon.observe;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what the memory keeps, each minute and not when Prometheus asks, so that a store that is
 * down delays no scrape. While it cannot be counted nothing is shown of it. Thread-safe.
 */
public final class Census implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Census.class);

  private final Supplier<Optional<MemoryReader>> memories;
  private final DoubleSupplier bytes;
  private final DaemonMeters meters;
  private boolean failing;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().name("arm-census").daemon().unstarted(work));

  private Census(
      Supplier<Optional<MemoryReader>> memories, DoubleSupplier bytes, DaemonMeters meters) {
    this.memories = memories;
    this.bytes = bytes;
    this.meters = meters;
  }

  /** What memories are counted by. */
  record Kind(String type, String status) {}

  /** What is kept; NaN for what is not known. */
  record Kept(Map<Kind, Long> memories, double drafts, double storeBytes) {}

  /**
   * Begins to count.
   *
   * @param memories empty where memory is off
   * @param bytes how large the store is on this machine; NaN where that is not known
   */
  public static Census start(
      Supplier<Optional<MemoryReader>> memories, DoubleSupplier bytes, DaemonMeters meters) {
    Census census = new Census(memories, bytes, meters);
    var unused = census.clockwork.scheduleWithFixedDelay(census::look, 0, 1, TimeUnit.MINUTES);
    return census;
  }

  private void look() {
    try {
      Map<Kind, Long> kept = memories.get().map(Census::count).orElse(Map.of());
      String draft = word(MemoryStatus.DRAFT);
      double drafts =
          kept.isEmpty()
              ? Double.NaN
              : kept.entrySet().stream()
                  .filter(one -> one.getKey().status().equals(draft))
                  .mapToLong(Map.Entry::getValue)
                  .sum();
      meters.kept(new Kept(kept, drafts, bytes.getAsDouble()));
      failing = false;
    } catch (ArmException | IllegalStateException e) {
      meters.kept(new Kept(Map.of(), Double.NaN, Double.NaN));
      if (!failing) {
        LOG.warn("what memory keeps cannot be counted, which is tried again: {}", e.getMessage());
      }
      failing = true;
    }
  }

  private static Map<Kind, Long> count(MemoryReader reader) {
    Map<Kind, Long> kept = new LinkedHashMap<>();
    for (MemoryType type : MemoryType.values()) {
      for (MemoryStatus status : MemoryStatus.values()) {
        Filter both =
            Filter.and(Filter.eq(Field.TYPE, type.name()), Filter.eq(Field.STATUS, status.name()));
        kept.put(new Kind(word(type), word(status)), reader.count(both));
      }
    }
    return kept;
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
