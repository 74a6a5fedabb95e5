package io.runbookmemory.journal;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All incidents of a ledger, as far as it has been read. Whoever asks reads first what was written
 * since, by any daemon. Thread-safe.
 */
final class JournalView implements JournalEntries, ToldIncidents.Below {

  private static final int PAGE = 500;

  /** After so many entries it is looked whether another process pruned the ledger. */
  static final int CHECKED_EVERY = 5_000;

  /** So many entries back one is looked for that says the same: an alert's cycle has four. */
  private static final int ALIKE = 8;

  private final Ledger ledger;
  private final Map<UUID, JournalEntry> byId = new HashMap<>();
  private final ToldIncidents told = new ToldIncidents();
  private long seen;

  /** The position of the first entry that was read; 0 for none. */
  private long first;

  /** How many were read since it was looked whether that one is still there. */
  private int unchecked;

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
    return incident(id);
  }

  @Override
  public synchronized List<JournalIncident> of(String fingerprint) {
    catchUp();
    return knownOf(fingerprint).stream().flatMap(id -> incident(id).stream()).toList();
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
    return told.all();
  }

  /** Returns an incident as it was at the last reading. */
  @Override
  public synchronized Optional<JournalIncident> incident(MemoryId id) {
    return told.get(id);
  }

  /** Returns the incidents that an alert belonged to at the last reading. */
  synchronized List<MemoryId> knownOf(String fingerprint) {
    return told.of(fingerprint);
  }

  /** Returns the entries of an incident that had no beginning at the last reading. */
  @Override
  public synchronized List<JournalEntry> untold(MemoryId id) {
    return told.untold(id);
  }

  /** Returns the entry of an id as it was at the last reading. */
  synchronized Optional<JournalEntry> known(UUID id) {
    return Optional.ofNullable(byId.get(id));
  }

  private synchronized void forget() {
    byId.clear();
    told.clear();
    seen = 0;
    first = 0;
    unchecked = 0;
  }

  /**
   * What another process pruned is forgotten here too, or a process that stands by grows for ever.
   */
  private void catchUp() {
    readOn();
    if (unchecked >= CHECKED_EVERY) {
      unchecked = 0;
      List<PostedEntry> oldest = ledger.read(EntryFilter.of(JournalCodec.STREAM), 0, 1);
      if (oldest.isEmpty() || oldest.getFirst().position() > first) {
        forget();
        readOn();
      }
    }
  }

  private void readOn() {
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(JournalCodec.STREAM), seen, PAGE);
      Map<MemoryId, List<JournalEntry>> fresh = new LinkedHashMap<>();
      for (PostedEntry posted : page) {
        JournalEntry read = JournalCodec.read(posted);
        List<JournalEntry> beside = fresh.computeIfAbsent(read.incident(), id -> new ArrayList<>());
        JournalEntry entry = sharing(read, beside);
        byId.put(posted.entry().id(), entry);
        beside.add(entry);
        seen = posted.position();
        first = first == 0 ? seen : first;
        unchecked++;
      }
      fresh.forEach(told::add);
    } while (page.size() == PAGE);
  }

  /**
   * Returns an entry that shares with those before it what it has in common with them: an alert
   * that comes and goes says the same each time, and is most of what a storm brings.
   */
  private JournalEntry sharing(JournalEntry entry, List<JournalEntry> beside) {
    List<JournalEntry> before =
        told.get(entry.incident()).map(JournalIncident::entries).orElse(List.of());
    JournalEntry shared = entry;
    for (List<JournalEntry> some : List.of(before, beside)) {
      for (JournalEntry one : some.subList(Math.max(0, some.size() - ALIKE), some.size())) {
        shared =
            new JournalEntry(
                entry.position(),
                one.incident(),
                entry.at(),
                one.by().equals(shared.by()) ? one.by() : shared.by(),
                one.event().equals(shared.event()) ? one.event() : shared.event());
      }
    }
    return shared;
  }
}
