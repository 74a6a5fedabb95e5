package io.runbookmemory.oncall.noise;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.alert.AlertFingerprint;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Decides of every alert whether anybody is told. The same alert, told again, is folded; so is one
 * of a group that somebody knows of. A page goes out although a ticket of its group did; a ticket
 * is inhibited while a page of its group fires, and comes out when that is resolved. What is
 * silenced is told to nobody, and fires on: it comes out with its next report after the silence.
 * Whoever reports an alert once reports it again when a silence ends and when it is {@link #due}.
 *
 * <p>No alert is lost: each is handed to the record with what became of it, and the record alone
 * says what a page stands for. Times come from the caller and ascend. Thread-safe.
 */
public final class NoiseControl {

  private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

  private final NoisePolicy policy;
  private final Consumer<Handled> record;
  private final List<Silence> silences = new ArrayList<>();
  private final Map<String, Group> groups = new HashMap<>();
  private final Map<AlertFingerprint, String> groupOf = new HashMap<>();
  private Instant swept = Instant.MIN;

  /**
   * Creates a control over nothing.
   *
   * @param policy what counts as one thing
   * @param record is given every alert, in order; such as one that appends to a ledger
   */
  public NoiseControl(NoisePolicy policy, Consumer<Handled> record) {
    this.policy = policy;
    this.record = record;
  }

  /**
   * Adds a silence.
   *
   * @param silence from now on
   */
  public synchronized void silence(Silence silence) {
    silences.add(silence);
  }

  /**
   * Takes an alert that fires, as often as it is reported.
   *
   * @param alert the alert
   * @param urgency what is to be done about it, such as the verdict of its error budget
   * @param at when it is reported
   * @return what became of it
   */
  public synchronized Handled firing(Alert alert, Verdict urgency, Instant at) {
    sweep(at);
    Handled untreated = new Handled(alert, urgency, at, new Treatment.Logged());
    return recorded(new Handled(alert, urgency, at, treat(untreated)));
  }

  private Treatment treat(Handled untreated) {
    Alert alert = untreated.alert();
    for (Silence silence : silences) {
      if (silence.covers(alert, untreated.at())) {
        return new Treatment.Silenced(silence.name());
      }
    }
    if (untreated.urgency() == Verdict.LOG) {
      return new Treatment.Logged();
    }
    String group = policy.group(alert);
    groupOf.put(alert.fingerprint(), group);
    Instant at = untreated.at();
    return groups
        .compute(
            group, (name, there) -> there == null || there.isOver(at, policy) ? new Group() : there)
        .take(untreated, policy);
  }

  /** Forgets what is over, now and then: in a storm a look at all groups an alert is too many. */
  private void sweep(Instant at) {
    if (!at.isBefore(swept)) {
      groups.values().removeIf(group -> group.isOver(at, policy));
      groupOf.values().retainAll(groups.keySet());
      swept = at.plus(SWEEP_EVERY);
    }
  }

  /**
   * Takes the end of an alert. It passes silences, so that what it belongs to can end.
   *
   * @param alert the alert
   * @param at when it ended
   * @return what comes out now: a ticket that a page had inhibited; usually nothing
   */
  public synchronized List<Handled> resolved(Alert alert, Instant at) {
    recorded(new Handled(alert, Verdict.LOG, at, new Treatment.Resolved()));
    String name = groupOf.get(alert.fingerprint());
    Group group = name == null ? null : groups.get(name);
    if (group == null || !group.fires(alert.fingerprint())) {
      return List.of();
    }
    List<Handled> released = group.resolve(alert.fingerprint(), at);
    released.forEach(record);
    return released;
  }

  /**
   * Learns that people were told that all is well again. What of it fires from now on they are told
   * anew, though it comes within the time for which its group stays together.
   *
   * @param alert whose end they were told
   */
  public synchronized void over(Alert alert) {
    Group group = groups.get(policy.group(alert));
    if (group != null) {
      group.over(alert.fingerprint());
    }
  }

  /**
   * Returns what was told so long ago that it is to be said again, one alert a group, for whoever
   * has a clock: {@link #firing} says it again.
   *
   * @param at now
   * @return alerts that fire, as they were handled last
   */
  public synchronized List<Handled> due(Instant at) {
    return due(at, alert -> false);
  }

  /**
   * Returns what is {@link #due(Instant) to be said again}, where not all of it may be: in the
   * place of an alert that may not, another of its group that fires and is as urgent.
   *
   * @param at now
   * @param silent which alerts nobody wants to hear of, as far as this control does not know it
   * @return alerts that fire, as they were handled last
   */
  public synchronized List<Handled> due(Instant at, Predicate<Alert> silent) {
    return groups.values().stream()
        .flatMap(group -> group.due(at, policy, silent).stream())
        .toList();
  }

  private Handled recorded(Handled handled) {
    record.accept(handled);
    return handled;
  }
}
