package io.runbookmemory.journal;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.UUID;

/**
 * Entries that are not yet in the ledger, on top of those that were there when the first of them
 * was made. For one thread.
 */
final class PendingEntries implements JournalEntries {

  /** Behind all that a ledger gives, so that of one moment the new is told last. */
  private static final long BEHIND = 1L << 62;

  private final JournalView stored;
  private final Map<UUID, LedgerEntry> pending = new LinkedHashMap<>();
  private final ToldIncidents changed;

  PendingEntries(JournalView stored) {
    this.stored = stored;
    this.changed = new ToldIncidents(stored);
    stored.refresh();
  }

  /** Returns what was appended, in its order. */
  List<LedgerEntry> pending() {
    return List.copyOf(pending.values());
  }

  @Override
  public void append(List<LedgerEntry> batch) {
    for (LedgerEntry entry : batch) {
      LedgerEntry there = pending.get(entry.id());
      if ((there != null && !there.equals(entry)) || standsOtherwise(entry)) {
        throw new IllegalArgumentException(
            "the entry " + entry.id() + " is written already, with another content");
      }
    }
    Map<MemoryId, List<JournalEntry>> fresh = new LinkedHashMap<>();
    for (LedgerEntry entry : batch) {
      if (entry.stream().equals(JournalCodec.EARLY)) {
        pending.putIfAbsent(entry.id(), entry);
      } else if (stored.known(entry.id()).isEmpty()
          && pending.putIfAbsent(entry.id(), entry) == null) {
        JournalEntry read = JournalCodec.read(new PostedEntry(BEHIND + pending.size(), entry));
        fresh.computeIfAbsent(read.incident(), id -> new ArrayList<>()).add(read);
      }
    }
    fresh.forEach(changed::add);
  }

  private boolean standsOtherwise(LedgerEntry entry) {
    return stored
        .known(entry.id())
        .filter(there -> !isSame(there, JournalCodec.read(new PostedEntry(BEHIND, entry))))
        .isPresent();
  }

  /** A ledger may cut times to whole microseconds. */
  private static boolean isSame(JournalEntry one, JournalEntry other) {
    return one.by().equals(other.by())
        && one.event().equals(other.event())
        && one.at()
            .truncatedTo(ChronoUnit.MICROS)
            .equals(other.at().truncatedTo(ChronoUnit.MICROS));
  }

  @Override
  public Optional<JournalEntry> end(MemoryId episode) {
    return pending.values().stream()
        .filter(entry -> entry.stream().equals(JournalCodec.EARLY))
        .filter(entry -> episode.toString().equals(entry.subject()))
        .map(entry -> JournalCodec.read(new PostedEntry(BEHIND, entry)))
        .findFirst()
        .or(() -> stored.end(episode));
  }

  @Override
  public long prune(Instant before) {
    return stored.prune(before);
  }

  @Override
  public Collection<JournalIncident> all() {
    Map<MemoryId, JournalIncident> all = new LinkedHashMap<>();
    stored.known().forEach(incident -> all.put(incident.id(), incident));
    changed.all().forEach(incident -> all.put(incident.id(), incident));
    return all.values();
  }

  @Override
  public Optional<JournalIncident> get(MemoryId id) {
    return changed.get(id);
  }

  @Override
  public List<JournalIncident> of(String fingerprint) {
    SequencedSet<MemoryId> ids = new LinkedHashSet<>(stored.knownOf(fingerprint));
    ids.addAll(changed.of(fingerprint));
    return ids.stream().flatMap(id -> get(id).stream()).toList();
  }
}
