package io.runbookmemory.learn.upkeep.audit;

import io.runbookmemory.memory.MemoryId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is in a memory, and what an owner should look at.
 *
 * @param asOf the time that ages are counted to
 * @param memories how many there are
 * @param totals how they are spread
 * @param growth how many were created in each month that any was, UTC
 * @param decay how much they still count
 * @param findings what was found, by what it is; nothing for what was not
 * @param duplicates the largest groups of duplicates, at most {@value #SAMPLE}
 */
public record MemoryAudit(
    Instant asOf,
    long memories,
    Totals totals,
    SortedMap<YearMonth, Long> growth,
    Decay decay,
    Map<Finding, Found> findings,
    List<Group> duplicates) {

  /** How many memories, or groups of them, are named. */
  public static final int SAMPLE = 20;

  /** Copies the collections. */
  public MemoryAudit {
    growth = Collections.unmodifiableSortedMap(new TreeMap<>(growth));
    Map<Finding, Found> copy = new EnumMap<>(Finding.class);
    copy.putAll(findings);
    findings = Collections.unmodifiableMap(copy);
    duplicates = List.copyOf(duplicates);
  }

  /**
   * Counts by what memories are.
   *
   * @param kinds by kind of content
   * @param types by type
   * @param statuses by status
   * @param services by service; those of none under {@code -}
   * @param envs by environment; those of none under {@code -}
   */
  public record Totals(
      SortedMap<String, Long> kinds,
      SortedMap<String, Long> types,
      SortedMap<String, Long> statuses,
      SortedMap<String, Long> services,
      SortedMap<String, Long> envs) {

    /** Copies the maps. */
    public Totals {
      kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
      types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
      statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
      services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
      envs = Collections.unmodifiableSortedMap(new TreeMap<>(envs));
    }
  }

  /**
   * How much memories still count: their salience.
   *
   * @param mean of all, in [0, 1]; 0 where there is none
   * @param tenths how many have a salience in [0, 0.1), [0.1, 0.2), … [0.9, 1]
   */
  public record Decay(double mean, List<Long> tenths) {

    /** Copies the list. */
    public Decay {
      tenths = List.copyOf(tenths);
    }
  }

  /**
   * The memories of which something is so.
   *
   * @param count how many
   * @param sample the first of them by id, at most {@value #SAMPLE}
   */
  public record Found(long count, List<Named> sample) {

    /** Copies the list. */
    public Found {
      sample = List.copyOf(sample);
    }
  }

  /**
   * A memory by name.
   *
   * @param id its identity
   * @param title what it is about
   */
  public record Named(MemoryId id, String title) {}

  /**
   * Memories that say the same.
   *
   * @param title what the first of them is about
   * @param count how many
   * @param ids the first of them by id, at most {@value #SAMPLE}
   */
  public record Group(String title, long count, List<MemoryId> ids) {

    /** Copies the list. */
    public Group {
      ids = List.copyOf(ids);
    }
  }

  /**
   * Something to do.
   *
   * @param finding what it is about
   * @param words how many memories it concerns and what to do, in a sentence
   * @param command the command to run
   */
  public record Recommendation(Finding finding, String words, String command) {}

  /**
   * Returns what to do.
   *
   * @return what concerns the most memories first; empty if all is well
   */
  public List<Recommendation> recommendations() {
    return findings.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().count()))
        .map(
            entry -> {
              Finding finding = entry.getKey();
              String words =
                  entry.getValue().count() + " " + finding.words() + ": " + finding.advice();
              return new Recommendation(finding, words, finding.command());
            })
        .toList();
  }
}
