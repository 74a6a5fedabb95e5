package io.runbookmemory.learn.upkeep.audit;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Interaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Groups memories that look the same: one kind, service, environment and title, or one alert
 * fingerprint. Of each it keeps two numbers of 16 bytes, not its words.
 */
final class Duplicates {

  private final Map<UUID, MemoryId> first = new HashMap<>();
  private final Map<UUID, Members> groups = new HashMap<>();

  private static final class Members {
    final String title;
    final List<MemoryId> ids = new ArrayList<>();
    long count = 1;

    Members(String title, MemoryId first) {
      this.title = title;
      ids.add(first);
    }

    void add(MemoryId id) {
      count++;
      if (ids.size() < MemoryAudit.SAMPLE) {
        ids.add(id);
      }
    }
  }

  /** Returns whether a memory looks the same as one that was added before. */
  boolean add(Memory memory) {
    if (memory.status() == MemoryStatus.SUPERSEDED || memory.content() instanceof Interaction) {
      return false;
    }
    UUID key = key(memory);
    MemoryId before = first.putIfAbsent(key, memory.id());
    if (before != null) {
      groups.computeIfAbsent(key, one -> new Members(memory.title(), before)).add(memory.id());
    }
    return before != null;
  }

  /** Returns the largest groups. */
  List<MemoryAudit.Group> largest() {
    return groups.values().stream()
        .sorted(
            Comparator.<Members>comparingLong(group -> -group.count)
                .thenComparing(group -> group.ids.getFirst()))
        .limit(MemoryAudit.SAMPLE)
        .map(group -> new MemoryAudit.Group(group.title, group.count, group.ids))
        .toList();
  }

  private static UUID key(Memory memory) {
    if (memory.content() instanceof Incident incident && incident.fingerprint().isPresent()) {
      return named("fingerprint", incident.fingerprint().get());
    }
    return named(
        memory.content().kind(),
        String.valueOf(memory.scope().service()),
        String.valueOf(memory.scope().env()),
        memory.title().strip().toLowerCase(Locale.ROOT));
  }

  private static UUID named(String... parts) {
    String name = String.join("\0", Stream.of(parts).toList());
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
