package io.runbookmemory.learn.upkeep;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.content.Incident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds, of the incidents that know a fix, the one to keep for each problem, so that no fix is lost
 * with the last incident that knew it. A problem is an alert of a service, or else what the
 * incident is called.
 *
 * <p>It holds a few words for each problem and each incident whose term is over, not the incidents.
 */
final class LastFixes {

  /** One that outlives its term goes before one that does not, then approved, then salient. */
  private static final Comparator<Fix> BEST =
      Comparator.comparing(Fix::stays)
          .thenComparing(Fix::approved)
          .thenComparing(Fix::salience)
          .thenComparing(Comparator.comparing(Fix::id).reversed());

  private final Map<Problem, Fix> best = new HashMap<>();
  private final List<Overdue> overdue = new ArrayList<>();

  private record Problem(String service, String name) {}

  private record Fix(MemoryId id, boolean stays, boolean approved, double salience) {}

  private record Overdue(MemoryId id, Problem problem) {}

  void add(Memory memory, Incident incident, double salience, boolean stays) {
    Problem problem = problem(memory, incident);
    boolean approved = memory.status() != MemoryStatus.DRAFT;
    best.merge(
        problem,
        new Fix(memory.id(), stays, approved, salience),
        (one, other) -> BEST.compare(one, other) >= 0 ? one : other);
    if (!stays) {
      overdue.add(new Overdue(memory.id(), problem));
    }
  }

  /** Returns the incidents whose term is over: those of them that are somebody's last, or not. */
  List<MemoryId> overdue(boolean last) {
    return overdue.stream()
        .filter(
            one -> Objects.requireNonNull(best.get(one.problem())).id().equals(one.id()) == last)
        .map(Overdue::id)
        .toList();
  }

  private static Problem problem(Memory memory, Incident incident) {
    String service = memory.scope().service();
    String name =
        incident
            .alertName()
            .or(incident::fingerprint)
            .or(() -> Optional.of(memory.title()))
            .get()
            .strip()
            .toLowerCase(Locale.ROOT);
    return new Problem(service == null ? "" : service, name);
  }
}
