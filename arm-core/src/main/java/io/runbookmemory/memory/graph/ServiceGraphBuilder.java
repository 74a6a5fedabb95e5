package io.runbookmemory.memory.graph;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.ResourceFact;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Builds a {@link ServiceGraph}. Not thread-safe. */
public final class ServiceGraphBuilder {

  private final Map<String, String> renamed = new TreeMap<>();
  private final Map<List<Object>, Dependency> arrows = new LinkedHashMap<>();
  private final Map<String, SortedSet<String>> owned = new TreeMap<>();

  ServiceGraphBuilder() {}

  /**
   * Adds what a memory says, if it is a resource fact whose relation is one of {@link Relation}.
   *
   * @param memory any memory
   * @return this
   */
  public ServiceGraphBuilder add(Memory memory) {
    return memory.content() instanceof ResourceFact fact
        ? add(fact, Set.of(memory.provenance().source()), Set.of(memory.id()))
        : this;
  }

  /**
   * Adds what a fact says that is no memory.
   *
   * @param fact the fact
   * @param source where it is known from
   * @return this
   */
  public ServiceGraphBuilder add(ResourceFact fact, String source) {
    return add(fact, Set.of(source), Set.of());
  }

  private ServiceGraphBuilder add(ResourceFact fact, Set<String> sources, Set<MemoryId> ids) {
    Optional<Relation> known = Relation.of(fact.relation());
    String subject = fact.subject().strip();
    String object = fact.object().strip();
    if (known.isEmpty() || subject.isEmpty() || object.isEmpty()) {
      return this;
    }
    Relation relation = known.get();
    if (relation == Relation.IS_OWNED_BY) {
      owned.computeIfAbsent(subject, service -> new TreeSet<>()).add(object);
    }
    switch (relation.tie()) {
      case NEEDS, LEADS_TO -> put(subject, object, relation, sources, ids);
      case IS_NEEDED_BY -> put(object, subject, Relation.DEPENDS_ON, sources, ids);
      case IS_LED_TO_BY -> put(object, subject, relation, sources, ids);
      case IS_NAME_OF -> renamed.merge(subject, object, ServiceGraphBuilder::later);
      case HAS_NAME -> renamed.merge(object, subject, ServiceGraphBuilder::later);
      case NONE -> {}
    }
    return this;
  }

  /** Facts come in any order: of two new names the same one is always taken. */
  private static String later(String one, String other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private void put(
      String from, String to, Relation relation, Set<String> sources, Set<MemoryId> ids) {
    merge(arrows, new Dependency(from, to, relation, new TreeSet<>(sources), new TreeSet<>(ids)));
  }

  private static void merge(Map<List<Object>, Dependency> arrows, Dependency one) {
    arrows.merge(List.of(one.from(), one.to(), one.relation()), one, Dependency::and);
  }

  /**
   * Returns the graph.
   *
   * @return a new value
   */
  public ServiceGraph build() {
    SortedMap<String, String> names = new TreeMap<>();
    renamed.keySet().forEach(alias -> names.put(alias, inUse(alias)));
    names.entrySet().removeIf(one -> one.getKey().equals(one.getValue()));
    Map<List<Object>, Dependency> merged = new LinkedHashMap<>();
    for (Dependency arrow : arrows.values()) {
      String from = names.getOrDefault(arrow.from(), arrow.from());
      String to = names.getOrDefault(arrow.to(), arrow.to());
      if (!from.equals(to)) {
        merge(merged, new Dependency(from, to, arrow.relation(), arrow.sources(), arrow.facts()));
      }
    }
    SortedMap<String, SortedSet<String>> owners = new TreeMap<>();
    owned.forEach(
        (service, teams) ->
            owners
                .computeIfAbsent(names.getOrDefault(service, service), it -> new TreeSet<>())
                .addAll(teams));
    return new ServiceGraph(names, new TreeSet<>(merged.values()), owners);
  }

  /** Follows renamings to their end; of names that go round in a circle the first is in use. */
  private String inUse(String alias) {
    Set<String> seen = new HashSet<>();
    String name = alias;
    while (seen.add(name)) {
      String next = renamed.get(name);
      if (next == null) {
        return name;
      }
      name = next;
    }
    Set<String> circle = new HashSet<>();
    while (circle.add(name)) {
      name = renamed.getOrDefault(name, name);
    }
    return Collections.min(circle);
  }
}
