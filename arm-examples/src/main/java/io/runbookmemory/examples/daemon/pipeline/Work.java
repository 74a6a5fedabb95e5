package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.examples.daemon.inbox.Accepted;
import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.examples.daemon.told.Look;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.noise.Handled;
import io.runbookmemory.oncall.noise.Treatment;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report on its way over the desk. For one thread at a time. */
final class Work {

  final Accepted accepted;
  final Urgency urgency;

  /** What is said of it, and of those that its end lets out. */
  final List<Handled> handled;

  /** Planned for: the report itself if somebody is told of it, and what came out with it. */
  final List<Told> told = new ArrayList<>();

  final List<Notification> notifications = new ArrayList<>();

  /** What begins or ends of being told, to be committed with it. */
  final List<LedgerEntry> rounds = new ArrayList<>();

  /** How often it was looked at again with this; 0 for a report. */
  final int again;

  /** Whether the clock has it done, and no report. */
  final boolean looked;

  @Nullable String incident;

  /** Whether whoever has the incident does not know of this, and is to acknowledge it again. */
  boolean anew;

  /** The end of the report, which was brought before it; null if it was not. */
  @Nullable Accepted end;

  /** The incident that is over with this report, and somebody was told of. */
  @Nullable MemoryId over;

  private Work(
      Accepted accepted, Urgency urgency, List<Handled> handled, int again, boolean looked) {
    this.accepted = accepted;
    this.urgency = urgency;
    this.handled = new ArrayList<>(handled);
    this.again = again;
    this.looked = looked;
  }

  /** What it is part of; null if it is not traced. */
  @Nullable String trace() {
    return accepted.report().trace();
  }

  /** What a report asks for. */
  static Work of(Accepted accepted, Urgency urgency, List<Handled> handled) {
    return new Work(accepted, urgency, handled, 0, false);
  }

  /** What fires on, and was looked at again. */
  static Work again(Accepted accepted, Urgency urgency, Handled handled, int again) {
    return new Work(accepted, urgency, List.of(handled), again, true);
  }

  /** The end of what flapped, which is told late. */
  static Work late(Accepted end, Urgency urgency) {
    return new Work(end, urgency, List.of(), 0, true);
  }

  /** Returns what became of it; nothing did of an end that is told late. */
  Treatment treatment() {
    return handled.getFirst().treatment();
  }

  /** Returns the word of that, as the log has it. */
  String word() {
    return handled.isEmpty() ? Look.OVER : Desk.word(treatment());
  }

  /** Returns the entry that says that it was done, behind the report of a position. */
  LedgerEntry done(long position) {
    Verdict verdict = urgency.verdict();
    String key = accepted.report().key();
    return looked
        ? new Look(1, position, key, again, verdict, word(), incident)
            .entry(accepted.report().alert().fingerprint().value(), accepted.at())
        : new Done(1, accepted.position(), verdict, word(), incident).entry(accepted);
  }

  /** An alert that somebody is told of. */
  static final class Told {

    final Handled handled;
    final Urgency urgency;
    final Situation situation;
    final @Nullable String trace;
    @Nullable ActionPlan plan;

    /** Why there is no plan, in words for people; null if there is one. */
    @Nullable String unplanned;

    /** What was prepared, where the plan had to do without something; null if nothing was. */
    @Nullable String prepared;

    Told(Handled handled, Urgency urgency, Situation situation, @Nullable String trace) {
      this.handled = handled;
      this.urgency = urgency;
      this.situation = situation;
      this.trace = trace;
    }
  }
}
