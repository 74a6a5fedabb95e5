package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.daemon.inbox.Accepted;
import io.runbookmemory.examples.daemon.inbox.AlertStatus;
import io.runbookmemory.oncall.noise.Handled;
import io.runbookmemory.oncall.noise.NoiseControl;
import io.runbookmemory.oncall.noise.NoisePolicy;
import io.runbookmemory.oncall.noise.Treatment;
import io.runbookmemory.slo.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts anybody is told of: those that are not silent and that noise control lets through,
 * or without it all that are more than a line in a log. What it knows follows from the reports,
 * their urgencies and what the clock had decided, so that a new process that is given them again in
 * their order knows the same. For one thread.
 */
final class Sieve {

  private final @Nullable NoiseControl noise;
  private final List<Handled> record = new ArrayList<>();
  private Instant last = Instant.MIN;

  Sieve(@Nullable NoisePolicy policy) {
    this.noise = policy == null ? null : new NoiseControl(policy, record::add);
  }

  /**
   * Takes a report.
   *
   * @param silent what it is silent for, if it fires; null for nothing
   * @return what became of it first, then of those that came out with its end
   */
  List<Handled> take(Accepted accepted, Verdict urgency, @Nullable String silent) {
    Alert alert = accepted.report().alert();
    boolean fires = accepted.report().status() == AlertStatus.FIRING;
    if (fires && silent != null) {
      Treatment silenced = new Treatment.Silenced(silent);
      return List.of(new Handled(alert, urgency, ascending(accepted.at()), silenced));
    }
    return decide(alert, fires, urgency, ascending(accepted.at()));
  }

  /** Takes what fires as before, because it is to be said again, or otherwise. */
  Handled again(Alert alert, Verdict urgency, Instant at) {
    return decide(alert, true, urgency, ascending(at)).getFirst();
  }

  /** Forgets that it fires; what its group holds back is said again as though it had been told. */
  void forget(Alert alert, Instant at) {
    var unused = decide(alert, false, Verdict.LOG, ascending(at));
  }

  /** Learns that people were told of an end. */
  void over(Alert alert) {
    if (noise != null) {
      noise.over(alert);
    }
  }

  /**
   * Returns the fingerprints of what is to be said again, since it fires for so long.
   *
   * @param silent what nobody wants to hear of
   */
  Set<String> due(Instant at, Predicate<Alert> silent) {
    return noise == null
        ? Set.of()
        : noise.due(at, silent).stream()
            .map(one -> one.alert().fingerprint().value())
            .collect(Collectors.toSet());
  }

  /** Of two daemons that accept one clock may be behind. */
  private Instant ascending(Instant at) {
    last = at.isAfter(last) ? at : last;
    return last;
  }

  private List<Handled> decide(Alert alert, boolean fires, Verdict urgency, Instant at) {
    if (noise == null) {
      Treatment plain =
          urgency == Verdict.LOG ? new Treatment.Logged() : new Treatment.Notified(false);
      return List.of(new Handled(alert, urgency, at, fires ? plain : new Treatment.Resolved()));
    }
    record.clear();
    if (fires) {
      noise.firing(alert, urgency, at);
    } else {
      noise.resolved(alert, at);
    }
    return List.copyOf(record);
  }
}
