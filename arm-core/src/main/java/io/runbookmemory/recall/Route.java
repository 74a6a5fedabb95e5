package io.runbookmemory.recall;

import io.runbookmemory.memory.Scope;
import io.runbookmemory.text.Identifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a situation was taken to belong.
 *
 * @param scope tenant, place, service and environment; parts that are unknown are null
 * @param services every service that it may be about: the one that was told, or those that the text
 *     names and the store knows
 * @param identifiers the exact identifiers that occur in it
 * @param inferred what was read out of the text rather than told, and what was told and is not
 *     known, in words for people
 */
public record Route(
    Scope scope, Set<String> services, Set<Identifier> identifiers, List<String> inferred) {

  /** Copies the collections. */
  public Route {
    services = Collections.unmodifiableSet(new LinkedHashSet<>(services));
    identifiers = Collections.unmodifiableSet(new LinkedHashSet<>(identifiers));
    inferred = List.copyOf(inferred);
  }

  Route with(String remark) {
    List<String> remarks = new ArrayList<>(inferred);
    remarks.add(remark);
    return new Route(scope, services, identifiers, remarks);
  }
}
