package io.runbookmemory.journal.alerts;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Every alert that was reported, in a ledger. A report that is written twice stands there once.
 *
 * <p>A ledger is read by position, not by time, and reports may come late by any time. So the first
 * question about a period reads all entries, and from then on it is known which thousand of them
 * hold which times: a later question reads those that may hold something, and what was written
 * since. Thread-safe.
 */
public final class AlertLog {

  private static final LedgerStream STREAM = new LedgerStream("alerts");
  private static final int PAGE = 1000;

  private final Ledger ledger;
  private final AlertIndex index;
  private final AlertBodies bodies = new AlertBodies();

  /**
   * Creates a log.
   *
   * @param ledger where it is kept, in the stream {@code alerts}
   */
  public AlertLog(Ledger ledger) {
    this.ledger = ledger;
    this.index = new AlertIndex();
  }

  /**
   * Writes reports down, all of them or none.
   *
   * @param records each at most once
   */
  public void append(List<AlertRecord> records) {
    ledger.append(entries(records));
  }

  /**
   * Returns the entries of reports, for whoever appends them with others.
   *
   * @param records what was reported
   * @return each once
   */
  public static List<LedgerEntry> entries(List<AlertRecord> records) {
    return records.stream().distinct().map(AlertLog::entry).toList();
  }

  private static LedgerEntry entry(AlertRecord record) {
    String body = AlertBodies.JSON.write(record);
    String fingerprint = record.alert().fingerprint();
    return new LedgerEntry(
        MemoryId.named("alert log", record.at() + "\n" + body).value(),
        STREAM,
        record.fate().name().toLowerCase(Locale.ROOT),
        record.at(),
        fingerprint,
        body);
  }

  /**
   * Reads what was written after some position, a page at a time.
   *
   * @param after the last position seen, 0 for the beginning
   * @param reader is given each record, in the order in which they were written
   * @return the last position now
   */
  public long read(long after, Consumer<AlertRecord> reader) {
    long seen = after;
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(STREAM), seen, PAGE);
      for (PostedEntry posted : page) {
        reader.accept(bodies.read(posted.entry().body()));
        seen = posted.position();
      }
    } while (page.size() == PAGE);
    return seen;
  }

  /**
   * Reads what was reported in some time, a page at a time.
   *
   * @param from inclusive
   * @param to exclusive
   * @param reader is given each record, in the order in which they were written
   */
  public void read(Instant from, Instant to, Consumer<AlertRecord> reader) {
    AlertIndex.Known known = index.known(from, to);
    for (AlertIndex.Block block : known.blocks()) {
      for (PostedEntry posted : ledger.read(EntryFilter.of(STREAM), block.after(), block.count())) {
        // Of what was dropped meanwhile the next ones stand there, which have a block of their own.
        if (posted.position() <= block.last()) {
          tell(posted, from, to, reader);
        }
      }
    }
    long seen = known.last();
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(STREAM), seen, PAGE);
      index.add(page);
      page.forEach(posted -> tell(posted, from, to, reader));
      seen = page.isEmpty() ? seen : page.getLast().position();
    } while (page.size() == PAGE);
  }

  private void tell(PostedEntry posted, Instant from, Instant to, Consumer<AlertRecord> reader) {
    if (AlertIndex.mayLie(posted.entry().at(), from, to)) {
      AlertRecord record = bodies.read(posted.entry().body());
      if (!record.at().isBefore(from) && record.at().isBefore(to)) {
        reader.accept(record);
      }
    }
  }

  /**
   * Returns what was reported in some time.
   *
   * @param from inclusive
   * @param to exclusive
   * @return by time, then as it was written
   */
  public List<AlertRecord> between(Instant from, Instant to) {
    List<AlertRecord> records = new ArrayList<>();
    read(from, to, records::add);
    records.sort(Comparator.comparing(AlertRecord::at));
    return records;
  }

  /**
   * Drops old reports.
   *
   * @param before older ones go
   * @return how many went
   */
  public long prune(Instant before) {
    return ledger.prune(STREAM, before);
  }
}
