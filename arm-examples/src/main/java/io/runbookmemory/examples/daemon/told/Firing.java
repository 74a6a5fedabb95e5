package io.runbookmemory.examples.daemon.told;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.daemon.inbox.Accepted;
import io.runbookmemory.slo.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What fires as far as was reported, and what was decided of it last. For one thread. */
public final class Firing {

  private final Map<String, One> all = new LinkedHashMap<>();

  /**
   * An alert that fires.
   *
   * @param accepted as it was reported
   * @param urgency the highest that was decided
   * @param silent whether nobody was told, because somebody wanted it so
   * @param again how often it was looked at again
   */
  public record One(Accepted accepted, Verdict urgency, boolean silent, int again) {

    public Alert alert() {
      return accepted.report().alert();
    }
  }

  public void began(Accepted accepted, Verdict urgency, boolean silent) {
    all.put(fingerprint(accepted), new One(accepted, urgency, silent, 0));
  }

  /** The end of an earlier time that comes late ends nothing. */
  public void ended(Accepted end) {
    all.computeIfPresent(
        fingerprint(end),
        (id, one) -> end.report().alert().startsAt().isBefore(one.alert().startsAt()) ? one : null);
  }

  /** Forgets what was accepted before a time, whose end nobody reported; returns it. */
  public List<Alert> forget(Instant before) {
    List<Alert> old =
        all.values().stream()
            .filter(one -> one.accepted().at().isBefore(before))
            .map(One::alert)
            .toList();
    old.forEach(one -> all.remove(one.fingerprint().value()));
    return old;
  }

  /** It was looked at again, and is not silent. */
  public void looked(String fingerprint, Verdict urgency) {
    all.computeIfPresent(
        fingerprint, (id, one) -> new One(one.accepted(), urgency, false, one.again() + 1));
  }

  public Optional<One> get(String fingerprint) {
    return Optional.ofNullable(all.get(fingerprint));
  }

  /** Returns all of it, what was reported first at the beginning. */
  public List<One> all() {
    return List.copyOf(all.values());
  }

  private static String fingerprint(Accepted accepted) {
    return accepted.report().alert().fingerprint().value();
  }
}
