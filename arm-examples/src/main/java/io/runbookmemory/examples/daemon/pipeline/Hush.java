package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.daemon.config.MaintenancePart;
import io.runbookmemory.examples.duty.KeptSilence;
import io.runbookmemory.examples.duty.SilenceLog;
import io.runbookmemory.oncall.noise.Silence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whom nobody is told of at a time: silences that people asked for, and maintenance. */
final class Hush {

  private final SilenceLog log;
  private final List<MaintenancePart> maintenance;
  private List<Silence> silences = List.of();

  Hush(SilenceLog log, List<MaintenancePart> maintenance) {
    this.log = log;
    this.maintenance = maintenance;
  }

  /** Reads what was asked for since. */
  void refresh() {
    silences = log.all().stream().map(KeptSilence::rule).toList();
  }

  /** Returns whether a place is silent, such as that of what is no alert. */
  boolean isOver(Map<String, String> labels, Instant at) {
    return over(new Alert(labels, Map.of(), at), at).isPresent();
  }

  /** Returns what an alert is silent for; empty if it is not. */
  Optional<String> over(Alert alert, Instant at) {
    return silences.stream()
        .filter(one -> one.covers(alert, at))
        .map(Silence::name)
        .findFirst()
        .or(
            () ->
                maintenance.stream()
                    .filter(one -> one.covers(alert, at))
                    .map(one -> "maintenance " + one.name())
                    .findFirst());
  }
}
