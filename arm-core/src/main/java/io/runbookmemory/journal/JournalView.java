package io.runbookmemory.journal;

import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.PostedEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * All incidents of a ledger, as far as it has been read. Whoever asks reads first what was written
 * since, by any daemon. Thread-safe.
 */
final class JournalView {

  private static final int PAGE = 500;

  private final Ledger ledger;
  private final Map<MemoryId, List<JournalEntry>> entries = new LinkedHashMap<>();
  private final Map<MemoryId, JournalIncident> incidents = new LinkedHashMap<>();
  private final Map<String, SequencedSet<MemoryId>> byFingerprint = new HashMap<>();
  private long seen;

  JournalView(Ledger ledger) {
    this.ledger = ledger;
  }

  synchronized Collection<JournalIncident> all() {
    catchUp();
    return List.copyOf(incidents.values());
  }

  synchronized Optional<JournalIncident> get(MemoryId id) {
    catchUp();
    return Optional.ofNullable(incidents.get(id));
  }

  /** Returns the incidents that an alert belongs to, in the order in which they were written. */
  synchronized List<JournalIncident> of(String fingerprint) {
    catchUp();
    List<JournalIncident> found = new ArrayList<>();
    for (MemoryId id : byFingerprint.getOrDefault(fingerprint, new LinkedHashSet<>())) {
      found.add(incidents.get(id));
    }
    return found;
  }

  /** Forgets all, so that it is read anew. */
  synchronized void forget() {
    entries.clear();
    incidents.clear();
    byFingerprint.clear();
    seen = 0;
  }

  private void catchUp() {
    Set<MemoryId> changed = new HashSet<>();
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(JournalCodec.STREAM), seen, PAGE);
      for (PostedEntry posted : page) {
        JournalEntry entry = JournalCodec.read(posted);
        entries.computeIfAbsent(entry.incident(), id -> new ArrayList<>()).add(entry);
        changed.add(entry.incident());
        seen = posted.position();
      }
    } while (page.size() == PAGE);
    changed.forEach(this::tellAgain);
  }

  private void tellAgain(MemoryId id) {
    Telling.of(entries.getOrDefault(id, List.of()))
        .ifPresent(
            incident -> {
              incidents.put(id, incident);
              for (AlertName alert : incident.alerts()) {
                byFingerprint
                    .computeIfAbsent(alert.fingerprint(), any -> new LinkedHashSet<>())
                    .add(id);
              }
            });
  }
}
