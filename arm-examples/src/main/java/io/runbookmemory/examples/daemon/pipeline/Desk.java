package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.daemon.inbox.Accepted;
import io.runbookmemory.examples.daemon.inbox.AlertStatus;
import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.examples.daemon.observe.Stage;
import io.runbookmemory.examples.daemon.observe.Tracing;
import io.runbookmemory.examples.daemon.told.EarlyEnds;
import io.runbookmemory.examples.daemon.told.Firing;
import io.runbookmemory.examples.daemon.told.LateEnds;
import io.runbookmemory.examples.daemon.told.Look;
import io.runbookmemory.examples.daemon.told.Round;
import io.runbookmemory.examples.daemon.told.Rounds;
import io.runbookmemory.examples.duty.SilenceLog;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.oncall.noise.Handled;
import io.runbookmemory.oncall.noise.NoisePolicy;
import io.runbookmemory.oncall.noise.Treatment;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.ledger.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where accepted reports, and the clock, become decisions: how urgent, whether anybody is told, to
 * which incident it belongs, what is said. For one thread.
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
  private final Firing firing = new Firing();
  private final LateEnds late;
  private final Rounds rounds;
  private final Lookout lookout;

  Desk(Parts parts) {
    this.rules = parts.rules();
    this.hush =
        new Hush(new SilenceLog(parts.ledger(), new PatternRedactor()), rules.maintenance());
    this.sieve = new Sieve(rules.noise());
    this.escalation = new Escalation(rules.routing(), letter);
    this.tracing = parts.tools().tracing();
    this.planners = new Planners(parts.responder(), tracing);
    this.chronicle = new Chronicle(parts.responder());
    NoisePolicy noise = rules.noise();
    Duration quiet = noise == null ? Duration.ZERO : noise.quiet();
    this.rounds = new Rounds(rules.routing().mode(), quiet);
    this.late = new LateEnds(rounds, quiet);
    this.lookout = new Lookout(rules, firing, sieve, hush, chronicle);
    hush.refresh();
    rounds.read(parts.ledger());
  }

  /** Learns what was decided before, by an earlier process perhaps. */
  void replay(Accepted accepted, Done done) {
    String treatment = done.treatment();
    boolean silent = treatment.equals("silenced");
    var unused = sieve.take(accepted, done.urgency(), silent ? treatment : null);
    if (accepted.report().status() == AlertStatus.FIRING) {
      firing.began(accepted, done.urgency(), silent);
    } else {
      replayEnd(accepted, done.incident());
    }
    ends.of(accepted).ifPresent(end -> replayEarly(end, done));
  }

  private void replayEarly(Accepted end, Done done) {
    var unused = sieve.take(end, done.urgency(), null);
    replayEnd(end, done.incident());
  }

  private void replayEnd(Accepted end, @Nullable String incident) {
    firing.ended(end);
    if (rounds.isEndTold(end.report().key())) {
      sieve.over(end.report().alert());
    } else if (incident != null) {
      late.waits(incident, end);
    }
  }

  /** Learns what the clock had decided. */
  void replay(Look.At look) {
    String incident = look.look().incident();
    if (look.look().treatment().equals(Look.OVER)) {
      if (incident != null) {
        late.told(incident).ifPresent(end -> sieve.over(end.report().alert()));
      }
      return;
    }
    Verdict urgency = look.look().urgency();
    firing
        .get(look.fingerprint())
        .ifPresent(
            one -> {
              var unused = sieve.again(one.alert(), urgency, look.at());
              firing.looked(look.fingerprint(), urgency);
            });
  }

  /** Learns which ends were told later than they came, before anything else is learned. */
  void replayLate(List<Look.At> looks) {
    rounds.late(
        looks.stream()
            .map(Look.At::look)
            .filter(one -> one.treatment().equals(Look.OVER))
            .map(Look::key)
            .toList());
  }

  /** All that there was is learned. */
  void replayed() {
    rounds.learned();
  }

  /** Decides a page of reports, and words what belongs into the journal. */
  Decided handle(List<Accepted> page) {
    hush.refresh();
    return decided(page.stream().map(this::decide).toList());
  }

  /** Decides what the clock asks for: what fires on, and ends that waited. */
  Decided look(Instant now, int most) {
    hush.refresh();
    chronicle.begin();
    List<Work> works = new ArrayList<>(lookout.look(now, most).stream().map(this::again).toList());
    if (!works.isEmpty()) {
      var unused = decided(works);
    }
    late.due(chronicle.journal(), now)
        .forEach(
            due -> {
              Work work = Work.late(due.end(), new Urgency(due.round().urgency(), "", null));
              work.incident = due.round().incident();
              over(work, due.end(), due.incident(), due.round());
              works.add(work);
            });
    return new Decided(works, chronicle.entries());
  }

  private Decided decided(List<Work> works) {
    planners.plan(works.stream().flatMap(work -> work.told.stream()).toList());
    chronicle.begin();
    works.forEach(this::write);
    return new Decided(works, chronicle.entries());
  }

  /**
   * What was decided at once.
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
    Urgency urgency = judged(alert, accepted);
    Verdict verdict = urgency.verdict();
    String silent = hush.over(alert, accepted.at()).orElse(null);
    List<Handled> handled;
    try (Stage stage = tracing.stage("situation", accepted.report().trace())) {
      handled = new ArrayList<>(sieve.take(accepted, verdict, silent));
      stage.with("arm.treatment", word(handled.getFirst().treatment()));
    }
    if (accepted.report().status() == AlertStatus.FIRING) {
      firing.began(accepted, verdict, silent != null);
    }
    Optional<Accepted> end = ends.of(accepted);
    end.ifPresent(it -> handled.addAll(sieve.take(it, verdict, null)));
    Work work = Work.of(accepted, urgency, handled);
    work.end = end.orElse(null);
    tell(work);
    return work;
  }

  private Urgency judged(Alert alert, Accepted accepted) {
    try (Stage stage = tracing.stage("verdict", accepted.report().trace())) {
      Urgency urgency = lookout.urgency(alert, accepted.at());
      Classification budget = urgency.classification();
      stage
          .with("arm.urgency", urgency.verdict().name())
          .with("arm.slo", budget == null ? null : budget.slo().name());
      return urgency;
    }
  }

  private Work again(Lookout.Due due) {
    Alert alert = due.one().alert();
    Verdict verdict = due.urgency().verdict();
    Handled handled = sieve.again(alert, verdict, due.at());
    firing.looked(alert.fingerprint().value(), verdict);
    Accepted now = new Accepted(due.one().accepted().position(), due.at(), due.report());
    Work work = Work.again(now, due.urgency(), handled, due.one().again() + 1);
    tell(work);
    return work;
  }

  private void tell(Work work) {
    for (Handled one : work.handled) {
      if (one.treatment() instanceof Treatment.Notified) {
        work.told.add(told(work, one));
      }
    }
  }

  private Work.Told told(Work work, Handled one) {
    boolean own = one.alert().equals(work.accepted.report().alert());
    Urgency why = own ? work.urgency : lookout.urgency(one.alert(), one.at());
    return new Work.Told(one, why, Situation.builder(one.alert(), one.at()).build(), work.trace());
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
    work.told.forEach(one -> write(work, one));
    if (work.end != null) {
      end(work, work.end);
    }
  }

  private void write(Work work, Work.Told one) {
    MemoryId id = chronicle.open(one.situation, one.plan);
    Instant at = work.accepted.at();
    boolean reopened = work.looked && chronicle.reopen(id, one.handled.alert(), at);
    JournalIncident incident = chronicle.journal().get(id).orElseThrow();
    Notification said = letter.firing(work.accepted, one, id.toString()).in(work.trace());
    Notification here = work.looked ? said.under(Look.name(said.key(), work.again)) : said;
    rounds
        .tell(incident, here.urgency(), at, reopened || work.anew)
        .ifPresent(round -> work.rounds.add(round.entry()));
    if (work.incident == null) {
      work.incident = id.toString();
    }
    for (String channel : rules.routing().told(here.urgency())) {
      Notification notification = here.to(channel);
      rounds.learn(notification);
      work.notifications.add(notification);
    }
  }

  /**
   * What belongs to an incident that people think is over, or never heard of, they are told; and
   * what belongs to one of which they want to hear nothing, where they did not ask that of it.
   */
  private void join(Work work, String leader) {
    Handled handled = work.handled.getFirst();
    Situation situation = Situation.builder(handled.alert(), handled.at()).build();
    work.incident = chronicle.join(situation, leader).toString();
    Round round = rounds.get(work.incident).orElse(null);
    work.anew = round != null && isHidden(round, handled, leader);
    if (round == null || work.anew) {
      Treatment anew = new Treatment.Notified(false);
      Handled now = new Handled(handled.alert(), handled.urgency(), handled.at(), anew);
      work.handled.set(0, now);
      work.told.addFirst(told(work, now));
      planners.plan(work.told.subList(0, 1));
    }
  }

  private boolean isHidden(Round round, Handled joining, String leader) {
    return lookout.isHidden(joining, leader, rounds.alerts(round, joining.urgency()));
  }

  private void end(Work work, Accepted end) {
    firing.ended(end);
    Instant at = Objects.requireNonNullElse(end.report().endsAt(), end.at());
    Optional<JournalIncident> incident = chronicle.end(end.report().alert(), at);
    if (incident.isEmpty()) {
      return;
    }
    work.incident = incident.get().id().toString();
    Round round = rounds.get(work.incident).orElse(null);
    if (round == null) {
      return;
    }
    if (round.flaps() || incident.get().state().isOpen()) {
      late.waits(work.incident, end);
    } else {
      over(work, end, incident.get(), round);
    }
  }

  /** Whoever was told of an incident is told of its end, and nobody else. */
  private void over(Work work, Accepted end, JournalIncident incident, Round round) {
    work.over = incident.id();
    Notification over = letter.resolved(end, incident, round.urgency()).in(work.trace());
    rounds.told(round.incident()).stream().map(over::to).forEach(work.notifications::add);
    rounds.over(round.incident(), end.at()).ifPresent(work.rounds::add);
    sieve.over(end.report().alert());
    var unused = late.told(round.incident());
  }

  /** Returns what is to be told because nobody acknowledged it. */
  List<Notification> escalate(Instant now) {
    chronicle.begin();
    return escalation.due(rounds, chronicle.journal(), now, one -> lookout.isSilent(one, now));
  }

  /** Returns what is to be written down of those who were told, before that is pruned. */
  List<LedgerEntry> kept(IncidentJournal journal, Instant before, Instant now) {
    return rounds.kept(journal, before, now);
  }

  /** Learns that something of an incident stands in the outbox. */
  void queued(Notification one) {
    rounds.learn(one);
  }

  /** Returns whether nobody wants to hear now of what moves at a place. */
  boolean isSilent(Notification noted, Instant now) {
    return hush.isOver(noted.facts(), now);
  }

  /** Forgets what was accepted before a time and fires: a new process would not know it either. */
  void forget(Instant before, Instant now) {
    firing.forget(before).forEach(alert -> sieve.forget(alert, now));
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
