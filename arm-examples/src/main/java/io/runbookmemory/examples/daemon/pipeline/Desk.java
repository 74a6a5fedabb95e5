package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.daemon.inbox.Accepted;
import io.runbookmemory.examples.daemon.inbox.AlertStatus;
import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.examples.daemon.observe.Stage;
import io.runbookmemory.examples.daemon.observe.Tracing;
import io.runbookmemory.examples.duty.SilenceLog;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.oncall.noise.Handled;
import io.runbookmemory.oncall.noise.Treatment;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.ledger.LedgerEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where accepted reports become decisions: how urgent, whether anybody is told, to which incident
 * it belongs, what is said. For one thread.
 */
final class Desk implements AutoCloseable {

  private final Parts.Rules rules;
  private final Sieve sieve;
  private final Tracing tracing;
  private final Planners planners;
  private final Chronicle chronicle;
  private final Letter letter = new Letter(new PatternRedactor());
  private final Hush hush;
  private final Escalation escalation;
  private final EarlyEnds ends = new EarlyEnds();

  /** How urgent the incidents are that somebody was told of, until they are over. */
  private final Map<String, Verdict> told = new HashMap<>();

  Desk(Parts parts) {
    this.rules = parts.rules();
    this.hush =
        new Hush(new SilenceLog(parts.ledger(), new PatternRedactor()), rules.maintenance());
    this.sieve = new Sieve(hush, rules.noise());
    this.escalation = new Escalation(rules.routing(), letter);
    hush.refresh();
    this.tracing = parts.tools().tracing();
    this.planners = new Planners(parts.responder(), tracing);
    this.chronicle = new Chronicle(parts.responder());
  }

  /** Learns what was decided before, by an earlier process perhaps. */
  void replay(Accepted accepted, Done done) {
    List<Handled> handled = sieve.take(accepted, done.urgency());
    ends.of(accepted).ifPresent(end -> sieve.take(end, done.urgency()));
    String incident = done.incident();
    if (incident != null && handled.getFirst().treatment() instanceof Treatment.Notified) {
      told.put(incident, done.urgency());
    }
  }

  /** Decides a page of reports, and words what belongs into the journal. */
  Decided handle(List<Accepted> page) {
    hush.refresh();
    List<Work> works = page.stream().map(this::decide).toList();
    planners.plan(works.stream().flatMap(work -> work.told.stream()).toList());
    chronicle.begin();
    works.forEach(this::write);
    return new Decided(works, chronicle.entries());
  }

  /**
   * A page that was decided.
   *
   * @param works what became of each report
   * @param journal entries of the incidents, to be committed with it
   */
  record Decided(List<Work> works, List<LedgerEntry> journal) {

    /** Returns all that was handled, for the log of alerts. */
    List<Handled> handled() {
      return works.stream().flatMap(work -> work.handled.stream()).toList();
    }
  }

  private Work decide(Accepted accepted) {
    Alert alert = accepted.report().alert();
    String trace = accepted.report().trace();
    Urgency urgency = judged(alert, accepted);
    List<Handled> handled;
    try (Stage stage = tracing.stage("situation", trace)) {
      handled = new ArrayList<>(sieve.take(accepted, urgency.verdict()));
      stage.with("arm.treatment", word(handled.getFirst().treatment()));
    }
    Optional<Accepted> end = ends.of(accepted);
    end.ifPresent(it -> handled.addAll(sieve.take(it, urgency.verdict())));
    Work work = new Work(accepted, urgency, handled);
    work.end = end.orElse(null);
    for (Handled one : handled) {
      if (one.treatment() instanceof Treatment.Notified) {
        Situation situation = Situation.builder(one.alert(), one.at()).build();
        Urgency why = one.alert().equals(alert) ? urgency : urgency(one.alert(), one.at());
        work.told.add(new Work.Told(one, why, situation, trace));
      }
    }
    return work;
  }

  private Urgency judged(Alert alert, Accepted accepted) {
    try (Stage stage = tracing.stage("verdict", accepted.report().trace())) {
      Urgency urgency = urgency(alert, accepted.at());
      Classification budget = urgency.classification();
      stage
          .with("arm.urgency", urgency.verdict().name())
          .with("arm.slo", budget == null ? null : budget.slo().name());
      return urgency;
    }
  }

  private Urgency urgency(Alert alert, Instant at) {
    return Urgency.of(alert, rules.budgets().of(alert, at), rules.mayLower());
  }

  private void write(Work work) {
    try (Stage stage = tracing.stage("journal", work.trace())) {
      journal(work);
      stage.with("arm.incident", work.incident);
    }
  }

  private void journal(Work work) {
    if (work.accepted.report().status() == AlertStatus.RESOLVED) {
      end(work, work.accepted);
    }
    switch (work.treatment()) {
      case Treatment.Folded it -> join(work, it.leader().value());
      case Treatment.Inhibited it -> join(work, it.by().value());
      case Treatment.Notified it -> {}
      case Treatment.Silenced it -> {}
      case Treatment.Logged it -> {}
      case Treatment.Resolved it -> {}
    }
    for (Work.Told one : work.told) {
      String incident = chronicle.open(one.situation, one.plan).toString();
      told.put(incident, one.handled.urgency());
      if (work.incident == null) {
        work.incident = incident;
      }
      queue(work, letter.firing(work.accepted, one, incident));
    }
    if (work.end != null) {
      end(work, work.end);
    }
  }

  private void join(Work work, String leader) {
    Handled handled = work.handled.getFirst();
    Situation situation = Situation.builder(handled.alert(), handled.at()).build();
    work.incident = chronicle.join(situation, leader).toString();
  }

  private void end(Work work, Accepted end) {
    Instant at = Objects.requireNonNullElse(end.report().endsAt(), end.at());
    Optional<JournalIncident> incident = chronicle.end(end.report().alert(), at);
    if (incident.isEmpty()) {
      return;
    }
    MemoryId id = incident.get().id();
    work.incident = id.toString();
    Verdict urgency = incident.get().state().isOpen() ? null : told.remove(work.incident);
    if (urgency != null) {
      work.over = id;
      Notification over = letter.resolved(end, incident.get(), urgency).in(work.trace());
      queue(work, over);
      escalation.told(work.incident).stream().map(over::to).forEach(work.notifications::add);
    }
  }

  /** Returns what is to be told because nobody acknowledged it. */
  List<Notification> escalate(Instant now) {
    chronicle.begin();
    return escalation.due(told, chronicle.journal(), now);
  }

  /** Learns that an escalation stands in the ledger. */
  void escalated(Notification one) {
    escalation.learn(one);
  }

  private void queue(Work work, Notification letter) {
    rules.routing().told(letter.urgency()).stream()
        .map(letter.in(work.trace())::to)
        .forEach(work.notifications::add);
  }

  @Override
  public void close() {
    planners.close();
  }

  /** Returns the word of a treatment, as the log of alerts has it. */
  static String word(Treatment treatment) {
    return switch (treatment) {
      case Treatment.Notified it -> it.reminder() ? "reminded" : "notified";
      case Treatment.Folded it -> "folded";
      case Treatment.Inhibited it -> "inhibited";
      case Treatment.Silenced it -> "silenced";
      case Treatment.Logged it -> "logged";
      case Treatment.Resolved it -> "ended";
    };
  }
}
