package io.runbookmemory.remember.consolidate;

import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.content.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One memory made of two that tell of the same: counted together, seen from the earlier to the
 * later time, with what either knows. The identity, title, trust and status are the survivor's. Two
 * incidents are joined part by part; of any other content the survivor's stays. Pure.
 */
public final class MergedMemory {

  /** The type of the link from a survivor to what it stands for. */
  public static final String SUPERSEDES = "supersedes";

  /** What a memory says of its own past, and no other takes over. */
  private static final Set<String> OWN = Set.of(SUPERSEDES, Consolidator.LAST_REPORT);

  private MergedMemory() {}

  /**
   * Returns the survivor with what another memory knows.
   *
   * @param survivor stays, with its version
   * @param other is taken over
   * @return to be stored over the survivor
   */
  public static Memory of(Memory survivor, Memory other) {
    Set<String> tags = new TreeSet<>(survivor.tags());
    tags.addAll(other.tags());
    Map<String, String> unknown = new TreeMap<>(other.unknownFields());
    unknown.putAll(survivor.unknownFields());
    return survivor.toBuilder()
        .content(
            survivor.content() instanceof Incident one && other.content() instanceof Incident two
                ? MergedIncident.of(one, two)
                : survivor.content())
        .occurrences(Math.addExact(survivor.occurrences(), other.occurrences()))
        .happenedAt(
            MergedIncident.earlier(survivor.times().happenedAt(), other.times().happenedAt()))
        .lastSeenAt(MergedIncident.later(seen(survivor), seen(other)))
        .lastVerifiedAt(
            MergedIncident.later(survivor.times().lastVerifiedAt(), other.times().lastVerifiedAt()))
        .expiresAt(expiry(survivor, other))
        .severity(worse(survivor.severity().orElse(null), other.severity().orElse(null)))
        .tags(tags)
        .pinned(survivor.pinned() || other.pinned())
        .links(links(survivor, other))
        .unknownFields(unknown)
        .build();
  }

  private static Instant seen(Memory memory) {
    return SameIncident.last(memory);
  }

  /** What never expires on one side never does. */
  private static @Nullable Instant expiry(Memory one, Memory other) {
    Instant first = one.times().expiresAt();
    Instant second = other.times().expiresAt();
    return first == null || second == null ? null : MergedIncident.later(first, second);
  }

  private static @Nullable Severity worse(@Nullable Severity one, @Nullable Severity other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static List<Link> links(Memory survivor, Memory other) {
    Set<Link> links = new LinkedHashSet<>(survivor.links());
    other.links().stream().filter(link -> !OWN.contains(link.type())).forEach(links::add);
    links.removeIf(link -> link.target().equals(survivor.id()));
    return new ArrayList<>(links);
  }
}
