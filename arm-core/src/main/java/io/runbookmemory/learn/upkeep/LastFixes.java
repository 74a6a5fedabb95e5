package io.runbookmemory.learn.upkeep;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.usage.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds, of the incidents that know a fix, those to keep for each problem, so that no fix is lost
 * with the last incident that knew it: the one whose fix helped last when it was tried, and the one
 * that was noted last if that is later, for the system may have changed since. A problem is an
 * alert of a service, or else what the incident is called.
 *
 * <p>It holds a few words for each problem and each incident whose term is over, not the incidents.
 */
final class LastFixes {

  /** Approved goes before a draft, later before earlier. */
  private static final Comparator<Fix> BEST =
      Comparator.comparing(Fix::approved)
          .thenComparing(Fix::at)
          .thenComparing(Comparator.comparing(Fix::id).reversed());

  private final Map<Problem, Fix> helped = new HashMap<>();
  private final Map<Problem, Fix> noted = new HashMap<>();
  private final List<Overdue> overdue = new ArrayList<>();

  private record Problem(String service, String name) {}

  private record Fix(MemoryId id, boolean approved, Instant at) {}

  private record Overdue(MemoryId id, Problem problem) {}

  void add(Memory memory, Incident incident, Usage usage, boolean stays) {
    Problem problem = problem(memory, incident);
    boolean approved = memory.status() != MemoryStatus.DRAFT;
    Instant last = usage.lastReinforced();
    boolean tried = last != null && usage.successes() > usage.failures();
    Instant at = tried && last != null ? last : memory.times().knownAt();
    (tried ? helped : noted)
        .merge(
            problem,
            new Fix(memory.id(), approved, at),
            (one, other) -> BEST.compare(one, other) >= 0 ? one : other);
    if (!stays) {
      overdue.add(new Overdue(memory.id(), problem));
    }
  }

  private boolean isLast(Overdue one) {
    Fix best = helped.get(one.problem());
    Fix newest = noted.get(one.problem());
    return best == null
        ? newest != null && newest.id().equals(one.id())
        : best.id().equals(one.id())
            || (newest != null && newest.id().equals(one.id()) && newest.at().isAfter(best.at()));
  }

  /** Returns the incidents whose term is over: those of them that are somebody's last, or not. */
  List<MemoryId> overdue(boolean last) {
    return overdue.stream().filter(one -> isLast(one) == last).map(Overdue::id).toList();
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
