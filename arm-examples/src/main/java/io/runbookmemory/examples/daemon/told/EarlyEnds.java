package io.runbookmemory.examples.daemon.told;

import io.runbookmemory.examples.daemon.inbox.Accepted;
import io.runbookmemory.examples.daemon.inbox.AlertStatus;
import io.runbookmemory.examples.daemon.inbox.Report;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Ends that stand in the inbox before what they end: one daemon took the end while another still
 * had the beginning in its spool. Without this such an alert would fire for ever. For one thread.
 */
public final class EarlyEnds {

  private static final int MOST_KNOWN = 10_000;

  private final Map<String, Instant> ends =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  /**
   * Notes an end.
   *
   * @return of what begins, its end, if that came before; as though it came now
   */
  public Optional<Accepted> of(Accepted accepted) {
    Report report = accepted.report();
    String key = report.alert().fingerprint().value() + "/" + report.alert().startsAt();
    if (report.status() == AlertStatus.RESOLVED) {
      ends.put(key, Objects.requireNonNullElse(report.endsAt(), accepted.at()));
      return Optional.empty();
    }
    return Optional.ofNullable(ends.get(key))
        .map(end -> new Report(report.alert(), AlertStatus.RESOLVED, end))
        .map(ended -> new Accepted(accepted.position(), accepted.at(), ended));
  }
}
