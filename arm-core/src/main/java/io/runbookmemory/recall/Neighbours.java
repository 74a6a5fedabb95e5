package io.runbookmemory.recall;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.graph.Neighbour;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.recall.via.Via;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.SearchHit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The services that the one in question depends on, one step away or two, and what they bring to a
 * recall in which nothing fits strongly that is of the service itself.
 *
 * <p>What is of a neighbour gains a share of the log-odds that the same service would add: half of
 * it one step away, a third two steps away. It never comes before a memory of the service itself
 * that is at least as relevant without that gain.
 */
record Neighbours(Map<String, Via.Needed> byName) {

  static final Neighbours NONE = new Neighbours(Map.of());

  private static final int HOPS = 2;

  /** The nearest are looked at; who depends on more services has no nearest one. */
  private static final int MAX_SERVICES = 20;

  /** Facts say who the neighbours are, not what is wrong with them. */
  private static final Filter NO_FACT = new Filter.Ne<>(Field.KIND, "resource");

  static Neighbours of(ServiceGraph graph, Set<String> services) {
    Map<String, Via.Needed> byName = new LinkedHashMap<>();
    for (String service : services) {
      graph
          .namesOf(service)
          .forEach(name -> put(byName, name, new Via.Needed(name, service, 0, List.of())));
    }
    for (String service : services) {
      for (Neighbour one : graph.dependenciesOf(service, HOPS)) {
        for (String name : graph.namesOf(one.service())) {
          put(byName, name, new Via.Needed(one.service(), service, one.hops(), one.path()));
        }
      }
    }
    services.forEach(byName::remove);
    return byName.isEmpty() ? NONE : new Neighbours(nearest(byName));
  }

  private static void put(Map<String, Via.Needed> byName, String name, Via.Needed via) {
    byName.merge(name, via, (one, other) -> one.hops() <= other.hops() ? one : other);
  }

  private static Map<String, Via.Needed> nearest(Map<String, Via.Needed> byName) {
    Map<String, Via.Needed> nearest = new LinkedHashMap<>();
    byName.entrySet().stream()
        .sorted(Comparator.comparingInt(one -> one.getValue().hops()))
        .limit(MAX_SERVICES)
        .forEach(one -> nearest.put(one.getKey(), one.getValue()));
    return nearest;
  }

  /** Whether neighbours are to be asked: the service is known, and nothing of it fits strongly. */
  static boolean areWanted(Route route, List<Recollection> judged) {
    return !route.services().isEmpty()
        && judged.stream().noneMatch(one -> one.strength() == Strength.STRONG && isOwn(one));
  }

  /** Whether something is known of the service in question; a fact does not say what is wrong. */
  static boolean isOwn(Recollection one) {
    return one.parts().evidence().sameService()
        && !(one.memory().content() instanceof ResourceFact);
  }

  /** Returns what share of what the same service adds is due to a memory: 0 for a stranger's. */
  double share(Memory memory) {
    Via.Needed via = via(memory);
    return via == null ? 0 : 1.0 / (1 + via.hops());
  }

  private Via.@Nullable Needed via(Memory memory) {
    String service = memory.scope().service();
    return service == null ? null : byName.get(service);
  }

  /** Returns what was judged, and what the neighbours have to say, in order. */
  List<Recollection> join(List<Recollection> judged, Candidates candidates, Judge judge) {
    if (byName.isEmpty()) {
      return judged;
    }
    Map<MemoryId, SearchHit> all = new LinkedHashMap<>();
    candidates.hits().forEach(hit -> all.put(hit.memory().id(), hit));
    Filter theirs = Filter.and(new Filter.In<>(Field.SERVICE, byName.keySet()), NO_FACT);
    candidates.found(theirs).forEach(hit -> all.putIfAbsent(hit.memory().id(), hit));
    Map<MemoryId, Recollection> known = new HashMap<>();
    judged.forEach(one -> known.put(one.memory().id(), one));
    List<Recollection> joined = new ArrayList<>();
    for (Recollection one : judge.near(this).judge(all.values(), candidates)) {
      Recollection before = known.get(one.memory().id());
      Via.Needed via = via(one.memory());
      if (via == null || one.parts().evidence().sameService()) {
        // Strangers that only the others brought cannot be: the search was for neighbours alone.
        Optional.ofNullable(before).ifPresent(joined::add);
      } else {
        joined.add(judge.capped(better(before, one), judged).via(via));
      }
    }
    return judge.ordered(joined);
  }

  /** Beside more candidates a memory may look worse than it did alone. */
  private static Recollection better(@Nullable Recollection before, Recollection now) {
    return before == null || before.parts().relevance() < now.parts().relevance() ? now : before;
  }
}
