package io.runbookmemory.recall;

import io.runbookmemory.memory.Scope;
import io.runbookmemory.text.Identifier;
import java.util.List;
import java.util.Set;

/**
 * Where a situation was taken to belong.
 *
 * @param scope tenant, place, service and environment; parts that are unknown are null
 * @param identifiers the exact identifiers that occur in it
 * @param inferred what was read out of the text rather than told, in words for people
 */
public record Route(Scope scope, Set<Identifier> identifiers, List<String> inferred) {

  /** Copies the collections. */
  public Route {
    identifiers = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(identifiers));
    inferred = List.copyOf(inferred);
  }
}
