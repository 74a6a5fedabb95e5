package io.runbookmemory.lucene.care;

import io.runbookmemory.lucene.index.IndexFields.Kind;
import io.runbookmemory.lucene.index.StoreHeader;
import io.runbookmemory.lucene.report.Problem;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.CompareAndSet;
import io.runbookmemory.store.StoreStats;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checks that go across segments: each memory once, with one state, at a position of its own.
 */
final class DocumentChecks {

  /** Whose memory a document is about. */
  record Whose(Tenant tenant, MemoryId id) {}

  private final StoreHeader header;
  private final List<Problem> problems;
  private final Counts counts = new Counts();
  private final Set<Whose> memories = new HashSet<>();
  private final Map<Whose, Kind> states = new HashMap<>();
  private final Set<Long> positions = new HashSet<>();
  private final Map<Whose, Integer> revisions = new HashMap<>();

  DocumentChecks(StoreHeader header, List<Problem> problems) {
    this.header = header;
    this.problems = problems;
  }

  StoreHeader header() {
    return header;
  }

  void count(Tenant tenant, Kind kind) {
    counts.add(tenant, kind);
  }

  void memory(String place, Whose whose) {
    if (!memories.add(whose)) {
      wrong(place, whose, "the memory is there more than once");
    }
  }

  void state(String place, Whose whose, Kind kind, long position) {
    if (states.put(whose, kind) != null) {
      wrong(place, whose, "there is more than one usage or tombstone");
    }
    if (position < 1 || position > header.position()) {
      wrong(
          place,
          whose,
          "its position must be in 1 to "
              + header.position()
              + ", the store's last, got "
              + position);
    }
    if (!positions.add(position)) {
      wrong(place, whose, "its position " + position + " is another change's too");
    }
    counts.reached(whose.tenant(), position);
  }

  void revision(String place, Whose whose) {
    if (revisions.merge(whose, 1, Integer::sum) == CompareAndSet.KEPT_REVISIONS + 1) {
      wrong(place, whose, "more than " + CompareAndSet.KEPT_REVISIONS + " revisions are kept");
    }
  }

  /** Compares memories and states once all segments have been read. */
  void finish() {
    for (Whose whose : memories) {
      Kind state = states.get(whose);
      if (state != Kind.USAGE) {
        wrong("the store", whose, state == null ? "it has no usage" : "it is there and deleted");
      }
    }
    states.forEach(
        (whose, kind) -> {
          if (kind == Kind.USAGE && !memories.contains(whose)) {
            wrong("the store", whose, "there is a usage of it, but no memory");
          }
        });
  }

  void wrong(String place, @Nullable Whose whose, String says) {
    problems.add(
        whose == null
            ? Problem.of(place, says)
            : new Problem(place, whose.tenant(), whose.id(), says));
  }

  Map<Tenant, StoreStats> tenants() {
    return counts.tenants();
  }
}
