package io.runbookmemory.journal;

import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Instant;
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
import java.util.UUID;

/**
 * All incidents of a ledger, as far as it has been read. Whoever asks reads first what was written
 * since, by any daemon. Thread-safe.
 */
final class JournalView implements JournalEntries {

  private static final int PAGE = 500;

  private final Ledger ledger;
  private final Map<MemoryId, List<JournalEntry>> entries = new LinkedHashMap<>();
  private final Map<UUID, JournalEntry> byId = new HashMap<>();
  private final Map<MemoryId, JournalIncident> incidents = new LinkedHashMap<>();
  private final Map<String, SequencedSet<MemoryId>> byFingerprint = new HashMap<>();
  private long seen;

  JournalView(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void append(List<LedgerEntry> batch) {
    ledger.append(batch);
  }

  /** What was read is forgotten, and read anew. */
  @Override
  public long prune(Instant before) {
    long dropped = ledger.prune(JournalCodec.STREAM, before);
    ledger.prune(JournalCodec.EARLY, before);
    forget();
    return dropped;
  }

  @Override
  public synchronized Collection<JournalIncident> all() {
    catchUp();
    return known();
  }

  @Override
  public synchronized Optional<JournalIncident> get(MemoryId id) {
    catchUp();
    return known(id);
  }

  @Override
  public synchronized List<JournalIncident> of(String fingerprint) {
    catchUp();
    return knownOf(fingerprint).stream().flatMap(id -> known(id).stream()).toList();
  }

  @Override
  public Optional<JournalEntry> end(MemoryId episode) {
    EntryFilter of = EntryFilter.of(JournalCodec.EARLY, episode.toString());
    return ledger.read(of, 0, 1).stream().map(JournalCodec::read).findFirst();
  }

  /** Reads what was written since. */
  synchronized void refresh() {
    catchUp();
  }

  /** Returns all incidents as they were at the last reading. */
  synchronized Collection<JournalIncident> known() {
    return List.copyOf(incidents.values());
  }

  /** Returns an incident as it was at the last reading. */
  synchronized Optional<JournalIncident> known(MemoryId id) {
    return Optional.ofNullable(incidents.get(id));
  }

  /** Returns the incidents that an alert belonged to at the last reading. */
  synchronized List<MemoryId> knownOf(String fingerprint) {
    return List.copyOf(byFingerprint.getOrDefault(fingerprint, new LinkedHashSet<>()));
  }

  /** Returns the entries of an incident as they were at the last reading. */
  synchronized List<JournalEntry> entries(MemoryId id) {
    return List.copyOf(entries.getOrDefault(id, List.of()));
  }

  /** Returns the entry of an id as it was at the last reading. */
  synchronized Optional<JournalEntry> known(UUID id) {
    return Optional.ofNullable(byId.get(id));
  }

  private synchronized void forget() {
    entries.clear();
    byId.clear();
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
        byId.put(posted.entry().id(), entry);
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
