package io.runbookmemory.memory.graph;

import io.runbookmemory.memory.Memory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which service depends on which, as resource facts say. A service is known by any of its names:
 * what was renamed is one service. Cycles are fine. Immutable, thread-safe, with value equality.
 *
 * <p>A hop is one arrow. An address and the service behind it, or an API and the service that
 * provides it, are one step: who calls the address is one hop from both.
 */
public final class ServiceGraph {

  /** The graph that knows nothing. */
  public static final ServiceGraph EMPTY = new ServiceGraphBuilder().build();

  private static final Comparator<Neighbour> NEAREST =
      Comparator.comparingInt(Neighbour::hops).thenComparing(Neighbour::service);

  private final SortedMap<String, String> aliases;
  private final SortedSet<Dependency> dependencies;
  private final SortedSet<String> services = new TreeSet<>();
  private final Map<String, List<Dependency>> outgoing = new HashMap<>();
  private final Map<String, List<Dependency>> incoming = new HashMap<>();

  private final SortedMap<String, SortedSet<String>> owners;

  ServiceGraph(
      SortedMap<String, String> aliases,
      SortedSet<Dependency> dependencies,
      SortedMap<String, SortedSet<String>> owners) {
    this.owners = Collections.unmodifiableSortedMap(owners);
    this.aliases = Collections.unmodifiableSortedMap(aliases);
    this.dependencies = Collections.unmodifiableSortedSet(dependencies);
    services.addAll(aliases.values());
    for (Dependency one : dependencies) {
      services.add(one.from());
      services.add(one.to());
      outgoing.computeIfAbsent(one.from(), from -> new ArrayList<>()).add(one);
      incoming.computeIfAbsent(one.to(), to -> new ArrayList<>()).add(one);
    }
  }

  /**
   * Returns a builder of a graph.
   *
   * @return an empty one
   */
  public static ServiceGraphBuilder builder() {
    return new ServiceGraphBuilder();
  }

  /**
   * Returns the graph that memories tell of.
   *
   * @param memories of any kind, in any order; what is no resource fact is passed over
   * @return a new value
   */
  public static ServiceGraph of(Collection<Memory> memories) {
    ServiceGraphBuilder builder = builder();
    memories.forEach(builder::add);
    return builder.build();
  }

  /**
   * Returns whether nothing depends on anything.
   *
   * @return whether there is no arrow
   */
  public boolean isEmpty() {
    return dependencies.isEmpty();
  }

  /**
   * Returns the services.
   *
   * @return by the names in use, in order
   */
  public SortedSet<String> services() {
    return Collections.unmodifiableSortedSet(services);
  }

  /**
   * Returns the arrows.
   *
   * @return each once, in order of its services
   */
  public SortedSet<Dependency> dependencies() {
    return dependencies;
  }

  /**
   * Returns the name in use of a service.
   *
   * @param name any of its names, or one that is not known
   * @return the same name where no other is known
   */
  public String nameOf(String name) {
    return aliases.getOrDefault(name, name);
  }

  /**
   * Returns all names of a service.
   *
   * @param name any of them, or one that is not known
   * @return the one in use, the former ones, and the one that was asked for
   */
  public SortedSet<String> namesOf(String name) {
    String own = nameOf(name);
    SortedSet<String> names = new TreeSet<>(List.of(own));
    aliases.forEach(
        (alias, target) -> {
          if (target.equals(own)) {
            names.add(alias);
          }
        });
    return names;
  }

  /**
   * Returns whose a service is.
   *
   * @param service any of its names
   * @return teams or people, in order; empty where no fact says it
   */
  public SortedSet<String> ownersOf(String service) {
    return Collections.unmodifiableSortedSet(
        owners.getOrDefault(nameOf(service), Collections.emptySortedSet()));
  }

  /**
   * Returns what a service depends on.
   *
   * @param service any of its names
   * @param hops how far to go, at least 1
   * @return nearest first, then by name; without the service itself
   */
  public List<Neighbour> dependenciesOf(String service, int hops) {
    return reach(service, hops, outgoing, Dependency::to);
  }

  /**
   * Returns what depends on a service: whom its failure is felt by.
   *
   * @param service any of its names
   * @param hops how far to go, at least 1
   * @return nearest first, then by name; without the service itself
   */
  public List<Neighbour> dependentsOf(String service, int hops) {
    return reach(service, hops, incoming, Dependency::from);
  }

  /** Breadth first, where an arrow that is no step of its own is followed at once. */
  private List<Neighbour> reach(
      String service,
      int hops,
      Map<String, List<Dependency>> arrows,
      Function<Dependency, String> end) {
    if (hops < 1) {
      throw new IllegalArgumentException("hops must be at least 1, got " + hops);
    }
    String start = nameOf(service);
    Map<String, Reached> reached = new HashMap<>();
    reached.put(start, new Reached(0, null, null));
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String name = open.removeFirst();
      Reached here = reached.getOrDefault(name, new Reached(0, null, null));
      for (Dependency arrow : arrows.getOrDefault(name, List.of())) {
        int distance = here.distance() + (arrow.isOneStep() ? 0 : 1);
        String next = end.apply(arrow);
        Reached known = reached.get(next);
        if (distance <= hops && (known == null || distance < known.distance())) {
          reached.put(next, new Reached(distance, arrow, here));
          if (arrow.isOneStep()) {
            open.addFirst(next);
          } else {
            open.addLast(next);
          }
        }
      }
    }
    reached.remove(start);
    return reached.entrySet().stream()
        .map(one -> one.getValue().neighbour(one.getKey()))
        .sorted(NEAREST)
        .toList();
  }

  /** A service that was reached: how far away it is, and over which arrow from where. */
  private record Reached(int distance, @Nullable Dependency arrow, @Nullable Reached before) {

    Neighbour neighbour(String service) {
      Deque<Dependency> path = new ArrayDeque<>();
      for (Reached one = this; one != null && one.arrow != null; one = one.before) {
        path.addFirst(one.arrow);
      }
      return new Neighbour(service, Math.max(1, distance), List.copyOf(path));
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ServiceGraph that
        && dependencies.equals(that.dependencies)
        && aliases.equals(that.aliases)
        && owners.equals(that.owners);
  }

  @Override
  public int hashCode() {
    return 31 * dependencies.hashCode() + aliases.hashCode();
  }

  @Override
  public String toString() {
    return services.size() + " services, " + dependencies.size() + " dependencies";
  }
}
