package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.error.ArmException;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told and what was, in the ledger's stream {@code notifications}: queued in one
 * commit with the alert's being handled, and ended when the channel took it. Thread-safe.
 */
public final class Outbox {

  /** Where it is kept. */
  public static final LedgerStream STREAM = new LedgerStream("notifications");

  private static final RecordJson<Notification> JSON = RecordJson.of(Notification.class);
  private static final RecordJson<End> END = RecordJson.of(End.class);
  private static final String QUEUED = "queued";
  private static final int PAGE = 500;

  private final Ledger ledger;
  private final Unwritten unwritten;

  public Outbox(Ledger ledger) {
    this(ledger, new Unwritten());
  }

  /**
   * Creates an outbox.
   *
   * @param unwritten where ends go that the ledger does not take because it is away
   */
  public Outbox(Ledger ledger, Unwritten unwritten) {
    this.ledger = ledger;
    this.unwritten = unwritten;
  }

  /**
   * How it ended.
   *
   * @param version of this form, 1
   * @param id of the notification
   * @param sent whether the channel took it
   * @param at when; null where an earlier release wrote it
   * @param why it was not sent, for people; null where it was, or an earlier release wrote it
   */
  record End(int version, String id, boolean sent, @Nullable Instant at, @Nullable String why) {}

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
  public static LedgerEntry ending(Ended ended) {
    Notification one = ended.queued();
    return new LedgerEntry(
        MemoryId.named("notification end", one.id()).value(),
        STREAM,
        ended.sent() ? "sent" : "given-up",
        one.acceptedAt(),
        one.channel(),
        END.write(new End(1, one.id(), ended.sent(), ended.at(), ended.why())));
  }

  /**
   * Writes down how a notification ended; false if the lease is over and another goes on. One that
   * has its end already, by another daemon or out of a spool, keeps that.
   */
  boolean end(Ended ended, Lease lease) {
    try {
      return isAppended(ending(ended), lease);
    } catch (IllegalArgumentException e) {
      // Another content is refused before the lease is looked at, and whoever lost it is to know.
      return isAppended(again(ended, lease), lease);
    } catch (ArmException e) {
      unwritten.add(ended);
      throw e;
    }
  }

  private boolean isAppended(LedgerEntry entry, Lease lease) {
    return ledger.append(List.of(entry), lease) instanceof AppendResult.Appended;
  }

  /** Returns the entry that says that what had its end came to one again. */
  private static LedgerEntry again(Ended ended, Lease lease) {
    LedgerEntry first = ending(ended);
    String name = ended.queued().id() + "/" + lease.claim().owner() + "/" + lease.token();
    return new LedgerEntry(
        MemoryId.named("notification end again", name).value(),
        STREAM,
        "ended-again",
        first.at(),
        first.subject(),
        first.body());
  }

  /**
   * A notification that came to an end.
   *
   * @param queued what was to be told
   * @param at when the channel took it, or it was given up; of what an earlier release wrote when
   *     it was accepted
   * @param why nobody was told; null if its channel took it
   */
  public record Ended(Notification queued, Instant at, @Nullable String why) {

    /** Returns whether its channel took it. */
    public boolean sent() {
      return why == null;
    }

    private static Ended of(Notification queued, End end) {
      String why = end.why() == null ? "it was given up" : end.why();
      return new Ended(
          queued,
          Objects.requireNonNullElse(end.at(), queued.acceptedAt()),
          end.sent() ? null : why);
    }
  }

  /** Returns what is queued and has no end, the oldest first. */
  public List<Notification> unsent() {
    return List.copyOf(read((queued, end) -> {}).values());
  }

  /** Returns what an entry queues; empty if it says how something ended. */
  public static Optional<Notification> queued(LedgerEntry entry) {
    return entry.kind().equals(QUEUED) ? Optional.of(JSON.read(entry.body())) : Optional.empty();
  }

  /** Returns the id of the notification of which an entry says how it ended. */
  public static String ended(LedgerEntry entry) {
    return END.read(entry.body()).id();
  }

  /** Hands over all that was to be told, in the order in which it was queued. */
  public void each(Consumer<Notification> reader) {
    long after = 0;
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(STREAM), after, PAGE);
      for (PostedEntry posted : page) {
        after = posted.position();
        queued(posted.entry()).ifPresent(reader);
      }
    } while (page.size() == PAGE);
  }

  /** Returns what came to an end since a time, in the order of the ends. */
  public List<Ended> ended(Instant since) {
    List<Ended> ended = new ArrayList<>();
    read(
        (queued, end) -> {
          Ended one = Ended.of(queued, end);
          if (!one.at().isBefore(since)) {
            ended.add(one);
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
