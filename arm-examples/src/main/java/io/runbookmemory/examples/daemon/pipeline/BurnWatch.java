package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.examples.daemon.budget.Budget;
import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.journal.deploy.WatchNote;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.slo.Slo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks whether a budget began to burn of which the authors of a deployment before that asked to
 * watch it, and writes it down in what is open of its service. For one thread, and not the one that
 * alerts wait for: it reads the store.
 */
final class BurnWatch {

  private final Responder responder;
  private final Parts.Rules rules;
  private final Letter letter;
  private final WatchNotes written;

  BurnWatch(Responder responder, Parts.Rules rules, Letter letter) {
    this.responder = responder;
    this.rules = rules;
    this.letter = letter;
    this.written = new WatchNotes(responder);
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
      MemoryId open = written.write(slo.service(), notes, now);
      String incident = open == null ? null : open.toString();
      Letter.Burn burn = new Letter.Burn(slo, judged, notes, incident);
      for (String channel : rules.routing().noted()) {
        due.add(letter.burns(burn, now).to(channel));
      }
    }
    return due;
  }
}
