package io.runbookmemory.replay.engine;

import io.runbookmemory.alert.AlertFingerprint;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.ReplayIncident;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One time that an alert fired, however many incidents tell of it. */
record Firing(AlertFingerprint alert, Instant at) {

  static Firing of(FiredAlert fired) {
    return new Firing(fired.alert().fingerprint(), fired.firedAt());
  }

  /** Returns what fired, each time once, as urgent as the most urgent of those who tell of it. */
  static List<FiredAlert> once(Collection<ReplayIncident> incidents) {
    Map<Firing, FiredAlert> once = new LinkedHashMap<>();
    for (ReplayIncident incident : incidents) {
      for (FiredAlert fired : incident.alerts()) {
        once.merge(of(fired), fired, Firing::urgent);
      }
    }
    return List.copyOf(once.values());
  }

  private static FiredAlert urgent(FiredAlert one, FiredAlert other) {
    return one.urgency().compareTo(other.urgency()) <= 0 ? one : other;
  }
}
