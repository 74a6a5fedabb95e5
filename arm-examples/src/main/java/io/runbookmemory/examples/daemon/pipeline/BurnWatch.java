package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.examples.daemon.budget.Budget;
import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.deploy.WatchNote;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.slo.Slo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks whether a budget began to burn of which the authors of a deployment before that asked to
 * watch it, and writes it down in what is open of its service. For one thread, and not the one that
 * alerts wait for: it reads the store.
 */
final class BurnWatch {

  private static final String BY = "daemon";

  private final Responder responder;
  private final Parts.Rules rules;
  private final Letter letter;

  BurnWatch(Responder responder, Parts.Rules rules, Letter letter) {
    this.responder = responder;
    this.rules = rules;
    this.letter = letter;
  }

  /**
   * Returns what is to be told of that, each deployment and objective once: the same again while it
   * burns.
   *
   * @throws io.runbookmemory.error.ArmException if the store cannot answer
   */
  List<Notification> look(Instant now) {
    List<Notification> due = new ArrayList<>();
    rules
        .budgets()
        .all(now)
        .forEach(
            (slo, budget) -> {
              if (budget instanceof Budget.Judged judged && judged.since() != null) {
                due.addAll(look(slo, judged, now));
              }
            });
    return due;
  }

  private List<Notification> look(Slo slo, Budget.Judged judged, Instant now) {
    Instant since = judged.since();
    Map<MemoryId, List<WatchNote>> byDeployment = new LinkedHashMap<>();
    for (WatchNote note : responder.watched(slo.name(), slo.service(), now)) {
      if (since != null && !note.change().at().isAfter(since)) {
        byDeployment
            .computeIfAbsent(note.change().memory().id(), any -> new ArrayList<>())
            .add(note);
      }
    }
    List<Notification> due = new ArrayList<>();
    for (List<WatchNote> notes : byDeployment.values()) {
      Optional<JournalIncident> open = open(slo);
      open.ifPresent(incident -> notes.forEach(note -> write(incident, note, now)));
      String incident = open.map(one -> one.id().toString()).orElse(null);
      Letter.Burn burn = new Letter.Burn(slo, judged, notes, incident);
      for (String channel : rules.routing().noted()) {
        due.add(letter.burns(burn, now).to(channel));
      }
    }
    return due;
  }

  private Optional<JournalIncident> open(Slo slo) {
    return responder
        .incidents()
        .search(IncidentQuery.builder().service(slo.service()).open(true).build())
        .stream()
        .findFirst();
  }

  private void write(JournalIncident incident, WatchNote note, Instant now) {
    Memory memory = note.change().memory();
    JournalEvent.Watched watched =
        new JournalEvent.Watched(
            memory.id().toString(), memory.title(), note.change().at(), note.note(), note.until());
    boolean known = incident.entries().stream().map(JournalEntry::event).anyMatch(watched::equals);
    if (!known) {
      responder.incidents().write(incident.id(), watched, now, BY);
    }
  }
}
