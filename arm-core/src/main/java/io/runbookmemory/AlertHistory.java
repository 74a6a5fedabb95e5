package io.runbookmemory;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.journal.alerts.AlertRecord;
import io.runbookmemory.journal.alerts.Fate;
import io.runbookmemory.oncall.noise.Handled;
import io.runbookmemory.oncall.noise.NoiseControl;
import io.runbookmemory.oncall.noise.Treatment;
import io.runbookmemory.store.ledger.LedgerEntry;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The record of a {@link NoiseControl} that is kept: each alert and what became of it goes to an
 * {@link AlertLog}. Thread-safe.
 */
public final class AlertHistory implements Consumer<Handled> {

  private final AlertLog log;
  private final Function<Alert, Place> place;

  /**
   * Creates a record.
   *
   * @param log where it is kept
   * @param place where an alert is, such as its labels say
   */
  public AlertHistory(AlertLog log, Function<Alert, Place> place) {
    this.log = log;
    this.place = place;
  }

  /**
   * Creates a record that reads the place from an alert's labels {@code service}, {@code env},
   * {@code cluster} and {@code namespace}.
   *
   * @param log where it is kept
   * @return a record
   */
  public static AlertHistory byLabels(AlertLog log) {
    return new AlertHistory(log, AlertHistory::labelled);
  }

  static Place labelled(Alert alert) {
    return new Place(
        alert.label("service").orElse(null),
        alert.label("env").orElse(null),
        alert.label("cluster").orElse(null),
        alert.label("namespace").orElse(null));
  }

  @Override
  public void accept(Handled handled) {
    acceptAll(List.of(handled));
  }

  /**
   * Writes down what became of several alerts, all of it or nothing.
   *
   * @param handled in their order
   */
  public void acceptAll(List<Handled> handled) {
    log.append(handled.stream().map(this::record).toList());
  }

  /**
   * Returns what {@link #acceptAll} writes, for whoever appends it with other entries in a commit
   * of its own.
   *
   * @param handled in their order
   * @return each once
   */
  public List<LedgerEntry> entries(List<Handled> handled) {
    return AlertLog.entries(handled.stream().map(this::record).toList());
  }

  private AlertRecord record(Handled handled) {
    AlertName alert =
        new AlertName(
            handled.alert().name().orElse("an alert"), handled.alert().fingerprint().value());
    return new AlertRecord(
        handled.at(),
        alert,
        place.apply(handled.alert()),
        handled.urgency(),
        fate(handled.treatment()));
  }

  private static Fate fate(Treatment treatment) {
    return switch (treatment) {
      case Treatment.Notified it -> it.reminder() ? Fate.REMINDED : Fate.NOTIFIED;
      case Treatment.Folded it -> Fate.FOLDED;
      case Treatment.Inhibited it -> Fate.INHIBITED;
      case Treatment.Silenced it -> Fate.SILENCED;
      case Treatment.Logged it -> Fate.LOGGED;
      case Treatment.Resolved it -> Fate.ENDED;
    };
  }
}
