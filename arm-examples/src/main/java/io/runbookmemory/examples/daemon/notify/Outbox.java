package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import io.runbookmemory.tool.record.RecordJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What is to be told and what was, in the ledger's stream {@code notifications}: queued in one
 * commit with the alert's being handled, and ended when the channel took it. Thread-safe.
 */
public final class Outbox {

  private static final LedgerStream STREAM = new LedgerStream("notifications");
  private static final RecordJson<Notification> JSON = RecordJson.of(Notification.class);
  private static final RecordJson<End> END = RecordJson.of(End.class);
  private static final String QUEUED = "queued";
  private static final int PAGE = 500;

  private final Ledger ledger;

  public Outbox(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * How it ended.
   *
   * @param version of this form, 1
   * @param id of the notification
   * @param sent false if it was given up
   */
  record End(int version, String id, boolean sent) {}

  /** Returns the entry that queues a notification, to be appended with what it follows from. */
  public LedgerEntry entry(Notification one) {
    return new LedgerEntry(
        MemoryId.named("notification", one.id()).value(),
        STREAM,
        QUEUED,
        one.acceptedAt(),
        one.channel(),
        JSON.write(one));
  }

  /** Returns the entry that says how a notification ended. */
  public static LedgerEntry ending(Notification one, boolean sent) {
    return new LedgerEntry(
        MemoryId.named("notification end", one.id()).value(),
        STREAM,
        sent ? "sent" : "given-up",
        one.acceptedAt(),
        one.channel(),
        END.write(new End(1, one.id(), sent)));
  }

  /** Writes down how a notification ended; false if the lease is over and another goes on. */
  boolean end(Notification one, boolean sent, Lease lease) {
    return ledger.append(List.of(ending(one, sent)), lease) instanceof AppendResult.Appended;
  }

  /**
   * A notification that came to an end.
   *
   * @param queued what was to be told
   * @param sent false if it was given up
   */
  public record Ended(Notification queued, boolean sent) {}

  /** Returns what is queued and has no end, the oldest first. */
  public List<Notification> unsent() {
    return List.copyOf(read((queued, end) -> {}).values());
  }

  /** Hands over all that was to be told, in the order in which it was queued. */
  public void each(Consumer<Notification> reader) {
    long after = 0;
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(STREAM), after, PAGE);
      for (PostedEntry posted : page) {
        after = posted.position();
        if (posted.entry().kind().equals(QUEUED)) {
          reader.accept(JSON.read(posted.entry().body()));
        }
      }
    } while (page.size() == PAGE);
  }

  /** Returns what came to an end of what was accepted since a time, in the order of the ends. */
  public List<Ended> ended(Instant since) {
    List<Ended> ended = new ArrayList<>();
    read(
        (queued, end) -> {
          if (!queued.acceptedAt().isBefore(since)) {
            ended.add(new Ended(queued, end.sent()));
          }
        });
    return ended;
  }

  /** Returns what has no end, and hands over what has. */
  private Map<String, Notification> read(BiConsumer<Notification, End> ends) {
    Map<String, Notification> open = new LinkedHashMap<>();
    long after = 0;
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(STREAM), after, PAGE);
      for (PostedEntry posted : page) {
        after = posted.position();
        String body = posted.entry().body();
        if (posted.entry().kind().equals(QUEUED)) {
          Notification one = JSON.read(body);
          open.put(one.id(), one);
        } else {
          End end = END.read(body);
          Notification queued = open.remove(end.id());
          if (queued != null) {
            ends.accept(queued, end);
          }
        }
      }
    } while (page.size() == PAGE);
    return open;
  }

  /** Forgets what was accepted before a time. */
  public long prune(Instant before) {
    SlackThreads.prune(ledger, before);
    return ledger.prune(STREAM, before);
  }
}
