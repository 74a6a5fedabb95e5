package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.examples.daemon.inbox.Accepted;
import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.noise.Handled;
import io.runbookmemory.oncall.noise.Treatment;
import io.runbookmemory.recall.Situation;
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
  @Nullable String incident;

  /** The end of the report, which was brought before it; null if it was not. */
  @Nullable Accepted end;

  /** The incident that is over with this report, and somebody was told of. */
  @Nullable MemoryId over;

  Work(Accepted accepted, Urgency urgency, List<Handled> handled) {
    this.accepted = accepted;
    this.urgency = urgency;
    this.handled = List.copyOf(handled);
  }

  /** What it is part of; null if it is not traced. */
  @Nullable String trace() {
    return accepted.report().trace();
  }

  Treatment treatment() {
    return handled.getFirst().treatment();
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
