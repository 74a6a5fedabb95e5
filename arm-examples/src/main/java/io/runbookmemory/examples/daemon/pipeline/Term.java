package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.AlertHistory;
import io.runbookmemory.examples.daemon.inbox.Accepted;
import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.examples.daemon.notify.Outbox;
import io.runbookmemory.examples.daemon.notify.Senders;
import io.runbookmemory.examples.daemon.notify.SlackFollower;
import io.runbookmemory.examples.daemon.notify.Surroundings;
import io.runbookmemory.examples.daemon.notify.Unwritten;
import io.runbookmemory.examples.daemon.observe.Tracing;
import io.runbookmemory.examples.daemon.told.Look;
import io.runbookmemory.examples.daemon.told.Round;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.store.ledger.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The work of this process from the grant of the lease to its end: first it learns what was done
 * before, then it goes on behind that. For one thread.
 */
final class Term implements AutoCloseable {

  private static final int PAGE = 32;
  private static final int REPLAY_PAGE = 500;
  private static final Duration PRUNE_EVERY = Duration.ofDays(1);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Parts parts;
  private final LeaseKeeper lease;
  private final Desk desk;
  private final Outbox outbox;
  private final AlertHistory history;
  private final Senders senders;
  private final Scribe scribe;
  private final SlackFollower threads;

  /** What the outbox has of what was noted. */
  private final Set<String> noted = new HashSet<>();

  private long position;
  private Instant pruned = Instant.MIN;
  private Instant looked = Instant.EPOCH;

  private Term(Parts parts, LeaseKeeper lease, Unwritten unwritten) {
    this.parts = parts;
    this.lease = lease;
    // Before the senders read what is left to send.
    unwritten.write(parts.ledger(), lease.lease());
    this.desk = new Desk(parts);
    this.outbox = new Outbox(parts.ledger(), unwritten);
    this.history = AlertHistory.byLabels(new AlertLog(parts.ledger()));
    Parts.Tools tools = parts.tools();
    this.senders =
        new Senders(
            parts.channels(),
            outbox,
            new Surroundings(
                lease::lease,
                lease::isHeld,
                tools.meters(),
                tools.log(),
                tools.clock(),
                tools.tracing()));
    this.scribe = new Scribe(parts);
    this.threads =
        new SlackFollower(
            parts.ledger(), parts.responder().incidents(), parts.channels(), tools.clock());
  }

  /**
   * Begins where the last one ended.
   *
   * @param unwritten what earlier ones of this process told and could not write down
   */
  static Term begin(Parts parts, LeaseKeeper lease, Unwritten unwritten) {
    Term term = new Term(parts, lease, unwritten);
    try {
      term.pruneIfDue();
      term.replay();
      return term;
    } catch (RuntimeException e) {
      term.close(); // Or each try would leave its senders behind.
      throw e;
    }
  }

  private void pruneIfDue() {
    Instant now = parts.tools().clock().instant();
    if (now.minus(PRUNE_EVERY).isAfter(pruned)) {
      Instant before = now.minus(parts.rules().queue().retention());
      IncidentJournal journal = parts.responder().incidents();
      if (!appended(desk.kept(journal, before, now))) {
        return;
      }
      parts.inbox().prune(before);
      desk.forget(before, now);
      outbox.prune(before);
      Done.prune(parts.ledger(), before);
      Look.prune(parts.ledger(), before);
      Round.prune(parts.ledger(), before);
      var unused = journal.prune(now.minus(parts.rules().queue().incidents()));
      pruned = now;
    }
  }

  /**
   * Reports and what was done about them stand in the same order, so that they are read abreast;
   * what the clock had decided comes behind the report that it came behind.
   */
  private void replay() {
    long end = Done.last(parts.ledger()).map(Done::position).orElse(0L);
    DoneReader done = new DoneReader(parts.ledger());
    Deque<Look.At> looks = new ArrayDeque<>(Look.all(parts.ledger()));
    desk.replayLate(List.copyOf(looks));
    List<Accepted> page;
    int left = 0;
    do {
      page = parts.inbox().read(position, REPLAY_PAGE);
      for (Accepted one : page) {
        if (one.position() <= end) {
          replay(looks, one.position());
          done.of(one.position()).ifPresent(it -> desk.replay(one, it));
        } else {
          left++;
        }
        position = one.position();
      }
    } while (page.size() == REPLAY_PAGE);
    replay(looks, Long.MAX_VALUE);
    desk.replayed();
    position = end;
    parts.inbox().recount(left);
  }

  /** Learns what the clock had decided before the report of a position was handled. */
  private void replay(Deque<Look.At> looks, long before) {
    while (!looks.isEmpty() && looks.getFirst().look().after() < before) {
      desk.replay(looks.removeFirst());
    }
  }

  /**
   * Handles what has come since.
   *
   * @return how many reports; -1 if the lease is over
   */
  int step() {
    List<Accepted> page = parts.inbox().read(position, PAGE);
    if (!lookIfDue() || !tellNoted()) {
      return -1;
    }
    if (page.isEmpty()) {
      parts.inbox().recount(0);
      pruneIfDue();
      return 0;
    }
    Desk.Decided decided = desk.handle(page);
    if (!commit(decided)) {
      return -1;
    }
    position = page.getLast().position();
    parts.inbox().handled(page.size());
    decided.works().forEach(this::told);
    return page.size();
  }

  /** Looks again at what fires; returns whether the lease is still held. */
  private boolean lookIfDue() {
    Instant now = parts.tools().clock().instant();
    if (now.isBefore(looked.plus(LOOK_EVERY))) {
      return true;
    }
    Desk.Decided decided = desk.look(now, PAGE);
    looked = decided.works().size() < PAGE ? now : looked;
    if (!decided.works().isEmpty() && !commit(decided)) {
      return false;
    }
    decided.works().forEach(this::told);
    return escalate(now);
  }

  /** Returns whether the lease is still held. */
  private boolean escalate(Instant now) {
    for (Notification one : desk.escalate(now)) {
      switch (append(outbox.entry(one))) {
        case NEW -> {
          desk.queued(one);
          parts.tools().meters().escalated(one.channel());
          senders.send(one);
        }
        case THERE -> desk.queued(one);
        case FENCED -> {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * What was told before is not told again; what is silent is found again while it moves.
   *
   * @return whether the lease is still held
   */
  private boolean tellNoted() {
    Instant now = parts.tools().clock().instant();
    for (Notification one : scribe.noted()) {
      if (noted.contains(one.id()) || desk.isSilent(one, now)) {
        continue;
      }
      noted.add(one.id());
      switch (append(outbox.entry(one))) {
        case NEW -> {
          desk.queued(one);
          senders.send(one);
        }
        case THERE -> desk.queued(one);
        case FENCED -> {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Writes down at once that it was handled, what the journal says of it and who is to be told.
   * Whoever was told of it before is not told again: then the ledger has that entry already.
   *
   * @return whether the lease is still held
   */
  private boolean commit(Desk.Decided decided) {
    List<LedgerEntry> entries = new ArrayList<>(decided.journal());
    entries.addAll(history.entries(decided.handled()));
    for (Work work : decided.works()) {
      work.notifications.forEach(one -> entries.add(outbox.entry(one)));
      entries.addAll(ending(work));
    }
    try {
      Optional<Set<UUID>> fresh =
          Appended.together(parts.ledger(), entries, Outbox.STREAM, lease.lease());
      fresh.ifPresent(ids -> decided.works().forEach(work -> keep(work, ids)));
      return fresh.isPresent();
    } catch (IllegalArgumentException e) {
      return commitEach(decided);
    }
  }

  private void keep(Work work, Set<UUID> fresh) {
    work.notifications.removeIf(one -> !fresh.contains(outbox.entry(one).id()));
  }

  /** The same one by one. An entry of the journal that stands there in other words stays so. */
  private boolean commitEach(Desk.Decided decided) {
    List<LedgerEntry> record = new ArrayList<>(decided.journal());
    record.addAll(history.entries(decided.handled()));
    if (!appended(record)) {
      return false;
    }
    for (Work work : decided.works()) {
      Iterator<Notification> each = work.notifications.iterator();
      while (each.hasNext()) {
        switch (append(outbox.entry(each.next()))) {
          case THERE -> each.remove();
          case FENCED -> {
            return false;
          }
          case NEW -> {}
        }
      }
      if (!appended(ending(work))) {
        return false;
      }
    }
    return true;
  }

  /** What stands behind the notifications: what it says was done, was. */
  private List<LedgerEntry> ending(Work work) {
    List<LedgerEntry> entries = new ArrayList<>(work.rounds);
    entries.add(work.done(position));
    return entries;
  }

  /** Appends each; returns whether the lease is still held. */
  private boolean appended(List<LedgerEntry> entries) {
    for (LedgerEntry entry : entries) {
      if (append(entry) == Appended.FENCED) {
        return false;
      }
    }
    return true;
  }

  private Appended append(LedgerEntry entry) {
    return Appended.of(parts.ledger(), entry, lease.lease());
  }

  private void told(Work work) {
    String word = work.word();
    parts.tools().meters().handled(word);
    parts
        .tools()
        .log()
        .write(
            "alert",
            Map.of(
                "key", work.accepted.report().key(),
                "alert", work.accepted.report().alert().name().orElse(""),
                "urgency", work.urgency.verdict().name(),
                "why", work.urgency.why(),
                "treatment", word,
                "incident", work.incident == null ? "" : work.incident,
                "trace", Tracing.id(work.trace())));
    work.notifications.forEach(senders::send);
    if (work.over != null) {
      scribe.add(work.over);
    }
  }

  /** Returns how many notifications wait. */
  int unsent() {
    return senders.waiting();
  }

  /** Returns who tells people, which may be looked at from any thread. */
  Senders senders() {
    return senders;
  }

  @Override
  public void close() {
    scribe.close();
    threads.close();
    senders.close();
    desk.close();
  }
}
