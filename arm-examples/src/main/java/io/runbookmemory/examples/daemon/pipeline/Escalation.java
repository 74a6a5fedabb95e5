package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.examples.daemon.config.ChannelPart;
import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.examples.daemon.notify.Routing;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.slo.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the next channel of what nobody acknowledged. What it told follows from the ledger, where
 * each escalation stands once. For one thread.
 */
final class Escalation {

  private final Routing routing;
  private final Letter letter;

  /** The channels that were told, by incident. */
  private final Map<String, Set<String>> told = new HashMap<>();

  Escalation(Routing routing, Letter letter) {
    this.routing = routing;
    this.letter = letter;
  }

  /**
   * Returns what is to be told now.
   *
   * @param open the incidents that somebody was told of, with their urgency
   */
  List<Notification> due(Map<String, Verdict> open, IncidentJournal journal, Instant now) {
    if (routing.isWithoutEscalation()) {
      return List.of();
    }
    told.keySet().retainAll(open.keySet());
    List<Notification> due = new ArrayList<>();
    open.forEach(
        (id, urgency) -> {
          for (ChannelPart part : routing.escalated(urgency)) {
            if (!told.getOrDefault(id, Set.of()).contains(part.name())) {
              waiting(journal, id)
                  .filter(one -> !now.isBefore(since(one).plus(part.after())))
                  .map(one -> letter.escalated(one, urgency, part.after(), now).to(part.name()))
                  .ifPresent(due::add);
            }
          }
        });
    return due;
  }

  private static Optional<JournalIncident> waiting(IncidentJournal journal, String id) {
    return journal
        .get(MemoryId.parse(id))
        .filter(one -> one.state().isOpen())
        .filter(one -> one.times().acknowledgedAt() == null)
        .filter(one -> one.times().mitigatedAt() == null);
  }

  private static Instant since(JournalIncident incident) {
    Instant detected = incident.times().detectedAt();
    return detected == null ? incident.times().openedAt() : detected;
  }

  /** Learns that a channel was told, now or by an earlier process. */
  void learn(Notification one) {
    String incident = one.incident();
    if (incident != null) {
      told.computeIfAbsent(incident, id -> new HashSet<>()).add(one.channel());
    }
  }

  /** Returns the channels that were told of an incident because nobody acknowledged it. */
  Set<String> told(String incident) {
    return Set.copyOf(told.getOrDefault(incident, Set.of()));
  }
}
