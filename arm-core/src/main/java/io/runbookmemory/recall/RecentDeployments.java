package io.runbookmemory.recall;

import io.runbookmemory.memory.Doubt;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What went out of a service lately, and of those that it depends on. The store is read when it is
 * asked for first: a question that nothing fits costs no read. For one thread.
 */
final class RecentDeployments {

  /** How long after a deployment it is still looked at as what may have changed. */
  private static final Duration OPEN = Duration.ofDays(2);

  private static final int MAX_TOLD = 3;

  /** Of how many dependencies they are told. */
  private static final int MAX_DEPENDENCIES = 20;

  /** A store gives them by id, so all are read: one every minute and a half for two days fits. */
  private static final int PAGE = 200;

  private static final int MAX_PAGES = 10;

  private final Comparator<Memory> order;
  private final MemoryReader reader;
  private final Filter allowed;
  private final Set<String> services;
  private final Instant at;
  private @Nullable List<Memory> read;

  /**
   * Reads nothing yet.
   *
   * @param allowed what may be recalled at all
   * @param place whose: the service whose deployments are told before those of others
   * @param graph which others, those that it depends on
   * @param at the time of asking
   */
  RecentDeployments(
      MemoryReader reader, Filter allowed, Scope place, ServiceGraph graph, Instant at) {
    this.reader = reader;
    this.allowed = allowed;
    this.at = at;
    String own = place.service();
    this.services = own == null ? Set.of() : services(own, graph);
    this.order =
        Comparator.comparing((Memory memory) -> !Objects.equals(own, memory.scope().service()))
            .thenComparing(memory -> memory.times().knownAt(), Comparator.reverseOrder())
            .thenComparing(Memory::id);
  }

  private static Set<String> services(String own, ServiceGraph graph) {
    Set<String> services = new HashSet<>(Set.of(own));
    graph.dependenciesOf(own, 1).stream()
        .limit(MAX_DEPENDENCIES)
        .forEach(one -> services.add(one.service()));
    return services;
  }

  /** Returns three: the newest of the service itself, then the newest of the others. */
  List<Memory> newest() {
    List<Memory> newest = read;
    if (newest == null) {
      newest = services.isEmpty() ? List.of() : read();
      read = newest;
    }
    return newest;
  }

  /** Returns the change that made a memory suspect, however long ago; one small read. */
  List<Memory> behind(Memory suspect) {
    return Doubt.cause(suspect).flatMap(reader::get).map(StoredMemory::memory).stream().toList();
  }

  private List<Memory> read() {
    Filter own =
        Filter.and(
            allowed,
            Filter.eq(Field.KIND, "deployment"),
            new Filter.In<>(Field.SERVICE, services),
            new Filter.Range<>(Field.HAPPENED_AT, at.minus(OPEN), at.plus(1, ChronoUnit.MICROS)));
    List<Memory> newest = new ArrayList<>();
    MemoryId after = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      List<StoredMemory> some = reader.scan(own, after, PAGE);
      some.stream()
          .map(StoredMemory::memory)
          .filter(memory -> !memory.times().expiredAt(at))
          .forEach(newest::add);
      newest.sort(order);
      newest.subList(Math.min(MAX_TOLD, newest.size()), newest.size()).clear();
      if (some.size() < PAGE) {
        break;
      }
      after = some.getLast().id();
    }
    return List.copyOf(newest);
  }
}
