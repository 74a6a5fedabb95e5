package io.runbookmemory.recall;

import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.recall.via.Via;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.text.Excerpt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the memories that fit are linked to: the runbook that fixed it, the deployment that caused
 * it. A linked memory is as relevant as the one that links to it times {@value #WEIGHT}, once a
 * link; it comes after everything that fits by itself, and only where that leaves room. A link to
 * what was superseded leads to its successor. For one recall and one thread.
 */
final class Links {

  /**
   * How relevant is what a memory is linked to. What fits strongly leads two links far (0.75 times
   * 0.9 twice is still possible), what fits possibly leads one link far at best.
   */
  static final double WEIGHT = 0.9;

  private static final int HOPS = 2;

  /** How many memories are read a hop; an incident has few links. */
  private static final int MAX_TARGETS = 16;

  /** How many memories are looked through for a successor. */
  private static final int MAX_SUCCESSORS = 20;

  private static final int TITLE_LENGTH = 80;

  private static final String SUPERSEDES = "supersedes";
  private static final String SUPERSEDED_BY = "superseded-by";

  private static final Set<String> FOLLOWED =
      Set.of("same-incident", "caused-by", "fixed-by", "deployment-of");

  private final MemoryReader reader;
  private final Filter allowed;
  private final Instant at;
  private final Set<MemoryId> seen = new HashSet<>();

  Links(MemoryReader reader, Filter allowed, Instant at) {
    this.reader = reader;
    this.allowed = allowed;
    this.at = at;
  }

  /** A link that is followed: to where, from what, and how relevant that is. */
  private record Arrow(MemoryId target, Via.Linked via, double relevance) {}

  /** A memory at the end of an arrow, or in the place of what was there. */
  private record Reached(StoredMemory stored, Arrow arrow) {}

  /** Whether any memory that may be recalled has links to follow. */
  static boolean areThere(List<Recollection> judged, int topK) {
    return seeds(judged, topK).stream().anyMatch(one -> !followed(one.memory()).isEmpty());
  }

  private static List<Recollection> seeds(List<Recollection> judged, int topK) {
    return judged.stream().filter(one -> one.strength() != Strength.TRIAGE).limit(topK).toList();
  }

  private static List<Link> followed(Memory memory) {
    return memory.links().stream().filter(link -> FOLLOWED.contains(link.type())).toList();
  }

  /** Returns what was judged with what it is linked to, after what fits by itself. */
  List<Recollection> join(List<Recollection> judged, int topK, Candidates candidates, Judge judge) {
    List<Recollection> fitting =
        judged.stream().filter(one -> one.strength() != Strength.TRIAGE).toList();
    fitting.forEach(one -> seen.add(one.memory().id()));
    List<Arrow> open = new ArrayList<>();
    for (Recollection seed : seeds(judged, topK)) {
      double relevance = seed.parts().relevance();
      double least = seed.exact().isEmpty() ? relevance : Strength.STRONG_FROM;
      open.addAll(arrows(seed.memory(), Math.max(relevance, least), 1));
    }
    List<Recollection> linked = new ArrayList<>();
    for (int hop = 1; hop <= HOPS && !open.isEmpty(); hop++) {
      List<Reached> reached = reach(open);
      linked.addAll(judged(reached, candidates, judge));
      open = new ArrayList<>();
      for (Reached one : reached) {
        open.addAll(arrows(one.stored().memory(), one.arrow().relevance(), hop + 1));
      }
    }
    return merged(fitting, linked, judged);
  }

  private static List<Recollection> merged(
      List<Recollection> fitting, List<Recollection> linked, List<Recollection> judged) {
    Map<MemoryId, Recollection> merged = new LinkedHashMap<>();
    fitting.forEach(one -> merged.putIfAbsent(one.memory().id(), one));
    linked.forEach(one -> merged.putIfAbsent(one.memory().id(), one));
    judged.forEach(one -> merged.putIfAbsent(one.memory().id(), one));
    return List.copyOf(merged.values());
  }

  private List<Arrow> arrows(Memory from, double relevance, int hops) {
    List<Arrow> arrows = new ArrayList<>();
    double weight = relevance * WEIGHT;
    if (weight >= Strength.POSSIBLE_FROM) {
      String title = Excerpt.title(from.title(), TITLE_LENGTH);
      for (Link link : followed(from)) {
        if (!seen.contains(link.target())) {
          Via.Linked via = new Via.Linked(from.id(), title, link.type(), hops);
          arrows.add(new Arrow(link.target(), via, weight));
        }
      }
    }
    return arrows;
  }

  /** Returns what stands at the ends of arrows and may be recalled: one read, or three. */
  private List<Reached> reach(List<Arrow> arrows) {
    Map<MemoryId, Arrow> targets = new LinkedHashMap<>();
    for (Arrow arrow : arrows) {
      if (targets.size() < MAX_TARGETS && seen.add(arrow.target())) {
        targets.put(arrow.target(), arrow);
      }
    }
    List<Reached> reached = new ArrayList<>();
    Map<MemoryId, Memory> superseded = new LinkedHashMap<>();
    for (StoredMemory stored : reader.getAll(targets.keySet())) {
      Arrow arrow = targets.get(stored.id());
      if (arrow == null) {
        continue;
      }
      if (isAllowed(stored.memory())) {
        reached.add(new Reached(stored, arrow));
      } else if (isReplaced(stored.memory())) {
        superseded.put(stored.id(), stored.memory());
      }
    }
    if (!superseded.isEmpty()) {
      reached.addAll(successors(superseded, targets));
    }
    return reached;
  }

  private boolean isAllowed(Memory memory) {
    return allowed.test(memory) && !memory.times().expiredAt(at);
  }

  /** Whether a memory might be recalled but for its being superseded. */
  private boolean isReplaced(Memory memory) {
    return memory.status() == MemoryStatus.SUPERSEDED
        && isAllowed(memory.toBuilder().status(MemoryStatus.ACTIVE).build());
  }

  /** A successor is named by the old memory, or has the old one's words and a link to it. */
  private List<Reached> successors(Map<MemoryId, Memory> old, Map<MemoryId, Arrow> arrows) {
    Map<MemoryId, MemoryId> named = new LinkedHashMap<>();
    for (Memory memory : old.values()) {
      memory.links().stream()
          .filter(link -> link.type().equals(SUPERSEDED_BY))
          .forEach(link -> named.put(link.target(), memory.id()));
    }
    Collection<StoredMemory> found = new ArrayList<>(reader.getAll(named.keySet()));
    String words = old.values().stream().map(Memory::title).collect(Collectors.joining("\n"));
    SearchRequest request =
        SearchRequest.text(words, at).filter(allowed).topK(MAX_SUCCESSORS).build();
    List<MemoryId> alike = new ArrayList<>();
    for (SearchHit hit : reader.search(request)) {
      for (Link link : hit.memory().links()) {
        if (link.type().equals(SUPERSEDES) && old.containsKey(link.target())) {
          named.putIfAbsent(hit.memory().id(), link.target());
          alike.add(hit.memory().id());
        }
      }
    }
    found.addAll(reader.getAll(alike));
    List<Reached> reached = new ArrayList<>();
    for (StoredMemory stored : found) {
      Arrow arrow = arrows.get(named.get(stored.id()));
      if (arrow != null && isAllowed(stored.memory()) && seen.add(stored.id())) {
        reached.add(new Reached(stored, arrow));
      }
    }
    return reached;
  }

  /** Gives them the relevance of the way to them: it was not the situation that found them. */
  private List<Recollection> judged(List<Reached> reached, Candidates candidates, Judge judge) {
    Map<MemoryId, Arrow> arrows = new LinkedHashMap<>();
    reached.forEach(one -> arrows.put(one.stored().id(), one.arrow()));
    Map<MemoryId, Usage> usage = reader.usage(arrows.keySet());
    List<SearchHit> hits = new ArrayList<>();
    for (Reached one : reached) {
      Usage used = usage.getOrDefault(one.stored().id(), Usage.NONE);
      hits.add(new SearchHit(one.stored().memory(), used, 0, null, null, null, null));
    }
    List<Recollection> linked = new ArrayList<>();
    for (Recollection one : judge.judge(hits, candidates)) {
      Arrow arrow = arrows.get(one.memory().id());
      if (arrow != null) {
        linked.add(judge.of(one, arrow.relevance()).via(arrow.via()));
      }
    }
    return judge.ordered(linked);
  }
}
