package io.runbookmemory.journal;

import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.memory.MemoryId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

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
  private final Map<String, SequencedSet<MemoryId>> byFingerprint = new HashMap<>();

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
          // Names are only ever added.
          if (known.map(one -> one.alerts().size()).orElse(0) != incident.alerts().size()) {
            for (AlertName alert : incident.alerts()) {
              byFingerprint
                  .computeIfAbsent(alert.fingerprint(), any -> new LinkedHashSet<>())
                  .add(id);
            }
          }
        });
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

  /** Returns those here that an alert belongs to, in the order in which they came. */
  List<MemoryId> of(String fingerprint) {
    return List.copyOf(byFingerprint.getOrDefault(fingerprint, new LinkedHashSet<>()));
  }

  void clear() {
    incidents.clear();
    untold.clear();
    byFingerprint.clear();
  }
}
