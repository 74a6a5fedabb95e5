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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts anybody is told of: those that are not silent and that noise control lets through,
 * or without it all that are more than a line in a log. What it knows follows from the reports and
 * their urgencies alone, so that a new process that is given them again in their order knows the
 * same. For one thread.
 */
final class Sieve {

  private final Hush hush;
  private final @Nullable NoiseControl noise;
  private final List<Handled> record = new ArrayList<>();
  private Instant last = Instant.MIN;

  Sieve(Hush hush, @Nullable NoisePolicy policy) {
    this.hush = hush;
    this.noise = policy == null ? null : new NoiseControl(policy, record::add);
  }

  /**
   * Takes a report.
   *
   * @return what became of it first, then of those that came out with its end
   */
  List<Handled> take(Accepted accepted, Verdict urgency) {
    // Of two daemons that accept one clock may be behind.
    Instant at = accepted.at().isAfter(last) ? accepted.at() : last;
    last = at;
    Alert alert = accepted.report().alert();
    boolean fires = accepted.report().status() == AlertStatus.FIRING;
    Optional<String> silent = fires ? hush.over(alert, at) : Optional.empty();
    if (silent.isPresent()) {
      return List.of(new Handled(alert, urgency, at, new Treatment.Silenced(silent.get())));
    }
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
