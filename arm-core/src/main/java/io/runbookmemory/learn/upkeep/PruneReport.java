package io.runbookmemory.learn.upkeep;

import io.runbookmemory.memory.MemoryId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run of the {@link Pruner} looked at, kept and pruned, and why.
 *
 * @param asOf the time that it went by
 * @param dryRun whether nothing was deleted
 * @param kinds the counts by kind, in order
 * @param sample the first of what was pruned, at most {@value #SAMPLE}
 */
public record PruneReport(
    Instant asOf, boolean dryRun, SortedMap<String, Counts> kinds, List<Pruned> sample) {

  /** How many of the pruned are named. */
  public static final int SAMPLE = 1000;

  /** Copies the collections. */
  public PruneReport {
    kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
    sample = List.copyOf(sample);
  }

  /**
   * How many memories of a kind were kept or pruned, by reason.
   *
   * @param reasons counts of at least 1
   */
  public record Counts(Map<RetentionReason, Long> reasons) {

    /** Copies the map. */
    public Counts {
      Map<RetentionReason, Long> copy = new EnumMap<>(RetentionReason.class);
      copy.putAll(reasons);
      reasons = Collections.unmodifiableMap(copy);
    }

    /**
     * Returns how many were looked at.
     *
     * @return at least 0
     */
    public long looked() {
      return reasons.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Returns how many were pruned.
     *
     * @return at least 0
     */
    public long pruned() {
      return reasons.entrySet().stream()
          .filter(entry -> !entry.getKey().keeps())
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  /**
   * A memory that was pruned, or would be.
   *
   * @param id its identity, to revive it by
   * @param kind what it is
   * @param title what it is about
   * @param reason why
   */
  public record Pruned(MemoryId id, String kind, String title, RetentionReason reason) {}

  /**
   * Returns how many memories were looked at.
   *
   * @return at least 0
   */
  public long looked() {
    return kinds.values().stream().mapToLong(Counts::looked).sum();
  }

  /**
   * Returns how many memories were pruned, or would be.
   *
   * @return at least 0
   */
  public long pruned() {
    return kinds.values().stream().mapToLong(Counts::pruned).sum();
  }
}
