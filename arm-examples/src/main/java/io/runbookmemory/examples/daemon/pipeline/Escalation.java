package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.examples.daemon.config.ChannelPart;
import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.examples.daemon.notify.Routing;
import io.runbookmemory.examples.daemon.told.Round;
import io.runbookmemory.examples.daemon.told.Rounds;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells the next channel of what nobody acknowledged, from when people were told of it and as far
 * as the daemon was trusted then. For one thread.
 */
final class Escalation {

  private final Routing routing;
  private final Letter letter;

  Escalation(Routing routing, Letter letter) {
    this.routing = routing;
    this.letter = letter;
  }

  /**
   * Returns what is to be told now.
   *
   * @param rounds of which incidents people were told
   * @param silent which incidents nobody wants to hear of
   */
  List<Notification> due(
      Rounds rounds, IncidentJournal journal, Instant now, Predicate<JournalIncident> silent) {
    if (routing.isWithoutEscalation()) {
      return List.of();
    }
    List<Notification> due = new ArrayList<>();
    for (Round round : rounds.all()) {
      for (ChannelPart part : routing.within(round.mode()).escalated(round.urgency())) {
        if (!now.isBefore(round.since().plus(part.after())) && !rounds.isTold(round, part.name())) {
          waiting(journal, round)
              .filter(silent.negate())
              .map(one -> letter.escalated(one, round.urgency(), part.after(), now))
              .map(one -> one.under(one.key() + "/" + round.since()).to(part.name()))
              .ifPresent(due::add);
        }
      }
    }
    return due;
  }

  private static Optional<JournalIncident> waiting(IncidentJournal journal, Round round) {
    return journal
        .get(MemoryId.parse(round.incident()))
        .filter(one -> one.state().isOpen())
        .filter(one -> !isAcknowledged(one, round))
        .filter(one -> one.times().mitigatedAt() == null);
  }

  /** Who had it before it was over may be asleep. */
  private static boolean isAcknowledged(JournalIncident incident, Round round) {
    Instant from = round.acknowledgedFrom();
    return from == null
        ? incident.times().acknowledgedAt() != null
        : incident.entries().stream()
            .filter(entry -> entry.event() instanceof JournalEvent.Acknowledged)
            .anyMatch(entry -> !entry.at().isBefore(from));
  }
}
