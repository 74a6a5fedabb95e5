package io.runbookmemory.memory;

import io.runbookmemory.memory.content.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Why a memory is suspect, in words for people. */
public final class Doubt {

  private static final String UNKNOWN = "suspect: something it depends on changed";

  private Doubt() {}

  /**
   * Returns the change that made a memory suspect.
   *
   * @param memory any memory
   * @return empty if it is not suspect, or nothing says why
   */
  public static Optional<MemoryId> cause(Memory memory) {
    return memory.status() == MemoryStatus.SUSPECT
        ? memory.links().stream()
            .filter(link -> link.type().equals(Link.SUSPECTED_BY))
            .map(Link::target)
            .findFirst()
        : Optional.empty();
  }

  /**
   * Returns why a memory is suspect, such as {@code suspect since v2.3 of checkout was deployed 3
   * days ago}.
   *
   * @param suspect a suspect memory
   * @param changes the changes at hand, among which its cause may be
   * @param at when it is asked
   * @return a clause without a full stop
   */
  public static String words(Memory suspect, Collection<Memory> changes, Instant at) {
    return cause(suspect)
        .flatMap(cause -> changes.stream().filter(one -> one.id().equals(cause)).findFirst())
        .map(change -> "suspect since " + what(change) + " " + ago(change.times().knownAt(), at))
        .orElse(UNKNOWN);
  }

  private static String what(Memory change) {
    if (change.content() instanceof Deployment deployment && !deployment.version().isBlank()) {
      String service = change.scope().service();
      return deployment.version() + (service == null ? "" : " of " + service) + " was deployed";
    }
    return "\"" + change.title() + "\"";
  }

  private static String ago(Instant then, Instant at) {
    Duration age = Duration.between(then, at);
    List<Long> parts = List.of(age.toDays(), age.toHours(), Math.max(0, age.toMinutes()));
    List<String> units = List.of("day", "hour", "minute");
    int unit = parts.get(0) > 0 ? 0 : parts.get(1) > 0 ? 1 : 2;
    long count = parts.get(unit);
    return count + " " + units.get(unit) + (count == 1 ? "" : "s") + " ago";
  }
}
