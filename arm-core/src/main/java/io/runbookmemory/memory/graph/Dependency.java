package io.runbookmemory.memory.graph;

import io.runbookmemory.memory.MemoryId;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An arrow of a service graph: one service needs another.
 *
 * @param from the service that needs
 * @param to the service that is needed
 * @param relation how it was said, in words that are read from {@code from} to {@code to}
 * @param sources where that is known from: the provenance of the facts; may be empty
 * @param facts the memories that say so; may be empty
 */
public record Dependency(
    String from, String to, Relation relation, SortedSet<String> sources, SortedSet<MemoryId> facts)
    implements Comparable<Dependency> {

  private static final Comparator<Dependency> ORDER =
      Comparator.comparing(Dependency::from)
          .thenComparing(Dependency::to)
          .thenComparing(Dependency::relation);

  /** Copies the sets. */
  public Dependency {
    sources = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
    facts = Collections.unmodifiableSortedSet(new TreeSet<>(facts));
  }

  /** Whether both ends are one step: an address and what it leads to, an API and who serves it. */
  boolean isOneStep() {
    return relation == Relation.SELECTS || relation == Relation.PROVIDES;
  }

  Dependency and(Dependency other) {
    SortedSet<String> allSources = new TreeSet<>(sources);
    allSources.addAll(other.sources);
    SortedSet<MemoryId> allFacts = new TreeSet<>(facts);
    allFacts.addAll(other.facts);
    return new Dependency(from, to, relation, allSources, allFacts);
  }

  /** Orders by both services, then by the relation. */
  @Override
  public int compareTo(Dependency other) {
    return ORDER.compare(this, other);
  }

  /**
   * Returns the arrow in words.
   *
   * @return such as {@code checkout depends on payments}
   */
  @Override
  public String toString() {
    return relation == Relation.PROVIDES
        ? to + " provides " + from
        : from + " " + relation.words() + " " + to;
  }
}
