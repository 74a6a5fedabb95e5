package io.runbookmemory.journal;

import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.memory.MemoryId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Incidents as the entries that came so far tell them. Entries of an incident that nothing says the
 * beginning of are kept until that comes. For one thread at a time.
 */
final class ToldIncidents {

  /** What may lie below: incidents that are known already. */
  interface Below {

    Optional<JournalIncident> incident(MemoryId id);

    List<JournalEntry> untold(MemoryId id);
  }

  private static final Below NOTHING =
      new Below() {
        @Override
        public Optional<JournalIncident> incident(MemoryId id) {
          return Optional.empty();
        }

        @Override
        public List<JournalEntry> untold(MemoryId id) {
          return List.of();
        }
      };

  private final Below below;
  private final Map<MemoryId, JournalIncident> incidents = new LinkedHashMap<>();
  private final Map<MemoryId, List<JournalEntry>> untold = new HashMap<>();

  /** Where the first entry stands that names an alert, by its fingerprint and by incident. */
  private final Map<String, Map<MemoryId, Long>> byFingerprint = new HashMap<>();

  ToldIncidents() {
    this(NOTHING);
  }

  ToldIncidents(Below below) {
    this.below = below;
  }

  /** Tells on, with entries of one incident that were not there yet. */
  void add(MemoryId id, List<JournalEntry> fresh) {
    Optional<JournalIncident> known = get(id);
    Optional<JournalIncident> now =
        known.isPresent() ? known.map(one -> one.and(fresh)) : begun(id, fresh);
    now.ifPresent(
        incident -> {
          incidents.put(id, incident);
          (known.isPresent() ? fresh : incident.entries()).forEach(this::name);
        });
  }

  /** Entries of several incidents come in any order: what counts is where they stand. */
  private void name(JournalEntry entry) {
    AlertName alert = alert(entry.event());
    if (alert != null) {
      byFingerprint
          .computeIfAbsent(alert.fingerprint(), any -> new HashMap<>())
          .merge(entry.incident(), entry.position(), Math::min);
    }
  }

  private static @Nullable AlertName alert(JournalEvent event) {
    return switch (event) {
      case JournalEvent.Opened it -> it.alert();
      case JournalEvent.Alerted it -> it.alert();
      default -> null;
    };
  }

  private Optional<JournalIncident> begun(MemoryId id, List<JournalEntry> fresh) {
    List<JournalEntry> all = new ArrayList<>(untold(id));
    all.addAll(fresh);
    Optional<JournalIncident> now = Telling.of(all);
    if (now.isEmpty()) {
      untold.put(id, all);
    } else {
      untold.remove(id);
    }
    return now;
  }

  /** Returns an incident, from below if nothing is new of it. */
  Optional<JournalIncident> get(MemoryId id) {
    return Optional.ofNullable(incidents.get(id)).or(() -> below.incident(id));
  }

  /** Returns the entries of an incident whose beginning is not known. */
  List<JournalEntry> untold(MemoryId id) {
    List<JournalEntry> here = untold.get(id);
    return here == null ? below.untold(id) : List.copyOf(here);
  }

  /** Returns those that are here, in the order in which they came. */
  Collection<JournalIncident> all() {
    return List.copyOf(incidents.values());
  }

  /** Returns those here that an alert belongs to, in the order in which it came to them. */
  List<MemoryId> of(String fingerprint) {
    return byFingerprint.getOrDefault(fingerprint, Map.of()).entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  void clear() {
    incidents.clear();
    untold.clear();
    byFingerprint.clear();
  }
}
