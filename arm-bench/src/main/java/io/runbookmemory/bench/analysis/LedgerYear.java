package io.runbookmemory.bench.analysis;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.journal.alerts.AlertRecord;
import io.runbookmemory.journal.alerts.Fate;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.learn.analysis.signal.Signal;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** A {@link PlantedYear} as a daemon would have written it down: alerts in a ledger. */
final class LedgerYear {

  private static final int BATCH = 1000;

  private final Map<Signal, AlertName> names = new HashMap<>();

  /** Appends the firings of some times, in the order in which they came in. */
  void write(PlantedYear year, Predicate<Instant> times, LedgerStore ledgers) {
    AlertLog log = new AlertLog(ledgers.ledger(Tenant.DEFAULT));
    List<AlertRecord> batch = new ArrayList<>();
    for (AlertEvent event : year.events()) {
      if (times.test(event.at())) {
        batch.add(record(event));
      }
      if (batch.size() == BATCH) {
        log.append(batch);
        batch.clear();
      }
    }
    log.append(batch);
  }

  private AlertRecord record(AlertEvent event) {
    Signal signal = event.signal();
    Place place =
        new Place(signal.place().service(), signal.place().env(), signal.place().cluster(), null);
    AlertName name = names.computeIfAbsent(signal, LedgerYear::name);
    return new AlertRecord(event.at(), name, place, Verdict.TICKET, Fate.NOTIFIED);
  }

  private static AlertName name(Signal signal) {
    Map<String, String> labels =
        Map.of(
            "alertname",
            signal.alert(),
            "service",
            Objects.requireNonNull(signal.place().service()),
            "cluster",
            Objects.requireNonNull(signal.place().cluster()));
    Alert alert = new Alert(labels, Map.of(), PlantedYear.FROM);
    return new AlertName(signal.alert(), alert.fingerprint().value());
  }

  /** Remembers the deployments. */
  static void deploy(PlantedYear year, RunbookMemory memory) {
    for (DeploymentEvent one : year.deployments()) {
      Scope scope = Scope.of(Tenant.DEFAULT).withService(one.service()).withEnv(one.env());
      String version = Objects.requireNonNullElse(one.version(), "v1");
      memory
          .journal()
          .deployed(scope, new Deployment(version, List.of(), "", List.of()), one.at(), null);
    }
  }
}
