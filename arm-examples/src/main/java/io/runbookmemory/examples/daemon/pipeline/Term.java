package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.AlertHistory;
import io.runbookmemory.examples.daemon.inbox.Accepted;
import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.examples.daemon.notify.Outbox;
import io.runbookmemory.examples.daemon.notify.Senders;
import io.runbookmemory.examples.daemon.notify.SlackFollower;
import io.runbookmemory.examples.daemon.notify.Surroundings;
import io.runbookmemory.examples.daemon.observe.Tracing;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The work of this process from the grant of the lease to its end: first it learns what was done
 * before, then it goes on behind that. For one thread.
 */
final class Term implements AutoCloseable {

  private static final int PAGE = 32;
  private static final int REPLAY_PAGE = 500;
  private static final Duration PRUNE_EVERY = Duration.ofDays(1);
  private static final Duration ESCALATE_EVERY = Duration.ofSeconds(1);

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
  private Instant escalated = Instant.EPOCH;

  private Term(Parts parts, LeaseKeeper lease) {
    this.parts = parts;
    this.lease = lease;
    this.desk = new Desk(parts);
    this.outbox = new Outbox(parts.ledger());
    this.history = AlertHistory.byLabels(new AlertLog(parts.ledger()));
    Parts.Tools tools = parts.tools();
    this.senders =
        new Senders(
            parts.channels(),
            outbox,
            new Surroundings(
                lease::lease, tools.meters(), tools.log(), tools.clock(), tools.tracing()));
    this.scribe = new Scribe(parts);
    this.threads =
        new SlackFollower(
            parts.ledger(), parts.responder().incidents(), parts.channels(), tools.clock());
  }

  /** Begins where the last one ended. */
  static Term begin(Parts parts, LeaseKeeper lease) {
    Term term = new Term(parts, lease);
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
      parts.inbox().prune(before);
      outbox.prune(before);
      Done.prune(parts.ledger(), before);
      var unused =
          parts.responder().incidents().prune(now.minus(parts.rules().queue().incidents()));
      pruned = now;
    }
  }

  /**
   * Reports and what was done about them stand in the same order, so that they are read abreast.
   */
  private void replay() {
    long end = Done.last(parts.ledger()).map(Done::position).orElse(0L);
    DoneReader done = new DoneReader(parts.ledger());
    List<Accepted> page;
    int left = 0;
    do {
      page = parts.inbox().read(position, REPLAY_PAGE);
      for (Accepted one : page) {
        if (one.position() <= end) {
          done.of(one.position()).ifPresent(it -> desk.replay(one, it));
        } else {
          left++;
        }
        position = one.position();
      }
    } while (page.size() == REPLAY_PAGE);
    position = end;
    parts.inbox().recount(left);
  }

  /**
   * Handles what has come since.
   *
   * @return how many reports; -1 if the lease is over
   */
  int step() {
    List<Accepted> page = parts.inbox().read(position, PAGE);
    if (!escalateIfDue() || !tellNoted()) {
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

  /** Returns whether the lease is still held. */
  private boolean escalateIfDue() {
    Instant now = parts.tools().clock().instant();
    if (now.isBefore(escalated.plus(ESCALATE_EVERY))) {
      return true;
    }
    escalated = now;
    for (Notification one : desk.escalate(now)) {
      switch (append(outbox.entry(one))) {
        case NEW -> {
          desk.escalated(one);
          parts.tools().meters().escalated(one.channel());
          senders.send(one);
        }
        case THERE -> desk.escalated(one);
        case FENCED -> {
          return false;
        }
      }
    }
    return true;
  }

  /** Returns whether the lease is still held; what was told before is not told again. */
  private boolean tellNoted() {
    for (Notification one : scribe.noted()) {
      if (noted.contains(one.id())) {
        continue;
      }
      switch (append(outbox.entry(one))) {
        case NEW -> {
          noted.add(one.id());
          senders.send(one);
        }
        case THERE -> noted.add(one.id());
        case FENCED -> {
          return false;
        }
      }
    }
    return true;
  }

  /** Writes down at once that it was handled, what the journal says of it and who is to be told. */
  private boolean commit(Desk.Decided decided) {
    List<LedgerEntry> entries = new ArrayList<>(decided.journal());
    entries.addAll(history.entries(decided.handled()));
    for (Work work : decided.works()) {
      work.notifications.forEach(one -> entries.add(outbox.entry(one)));
      entries.add(done(work));
    }
    try {
      return parts.ledger().append(entries, lease.lease()) instanceof AppendResult.Appended;
    } catch (IllegalArgumentException e) {
      return commitEach(decided);
    }
  }

  /**
   * What was told of before is not told again: then the ledger has its entry already. An entry of
   * the journal that stands there in other words stays so.
   */
  private boolean commitEach(Desk.Decided decided) {
    List<LedgerEntry> record = new ArrayList<>(decided.journal());
    record.addAll(history.entries(decided.handled()));
    for (LedgerEntry entry : record) {
      if (append(entry) == Appended.FENCED) {
        return false;
      }
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
      if (append(done(work)) == Appended.FENCED) {
        return false;
      }
    }
    return true;
  }

  private Appended append(LedgerEntry entry) {
    return Appended.of(parts.ledger(), entry, lease.lease());
  }

  private static LedgerEntry done(Work work) {
    return new Done(
            1,
            work.accepted.position(),
            work.urgency.verdict(),
            Desk.word(work.treatment()),
            work.incident)
        .entry(work.accepted);
  }

  private void told(Work work) {
    String word = Desk.word(work.treatment());
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

  @Override
  public void close() {
    scribe.close();
    threads.close();
    senders.close();
    desk.close();
  }
}
