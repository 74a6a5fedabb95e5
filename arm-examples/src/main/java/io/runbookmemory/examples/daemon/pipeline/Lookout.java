package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.daemon.inbox.Report;
import io.runbookmemory.examples.daemon.told.Firing;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.oncall.noise.Handled;
import io.runbookmemory.oncall.noise.NoisePolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks again at what fires: whether it came out of a silence or a maintenance, whether its budget
 * makes it more urgent, whether it is to be said again. For one thread.
 */
final class Lookout {

  private final Parts.Rules rules;
  private final Firing firing;
  private final Sieve sieve;
  private final Hush hush;
  private final Chronicle chronicle;

  Lookout(Parts.Rules rules, Firing firing, Sieve sieve, Hush hush, Chronicle chronicle) {
    this.rules = rules;
    this.firing = firing;
    this.sieve = sieve;
    this.hush = hush;
    this.chronicle = chronicle;
  }

  /**
   * An alert that fires on and is to be decided anew.
   *
   * @param one as it was decided last
   * @param urgency what it asks for, and why it is looked at
   */
  record Due(Firing.One one, Urgency urgency, Instant at) {

    Report report() {
      return one.accepted().report();
    }
  }

  /** Returns what is to be decided anew. */
  List<Due> look(Instant now, int most) {
    Set<String> repeats = sieve.due(now, alert -> hush.over(alert, now).isPresent());
    boolean judges = !rules.budgets().all(now).isEmpty();
    List<Due> due = new ArrayList<>();
    for (Firing.One one : firing.all()) {
      boolean repeat = repeats.contains(one.alert().fingerprint().value());
      if ((one.silent() || repeat || judges) && hush.over(one.alert(), now).isEmpty()) {
        look(one, repeat, now).ifPresent(due::add);
      }
      if (due.size() >= most) {
        break;
      }
    }
    return due;
  }

  private Optional<Due> look(Firing.One one, boolean repeat, Instant now) {
    Urgency urgency = urgency(one.alert(), now);
    String reason = reason(one, urgency, repeat && !isEndedLately(one.alert(), now));
    return Optional.ofNullable(reason)
        .map(why -> new Due(one, urgency.because(why, one.urgency()), now));
  }

  /** That nothing is known of a budget makes nothing more urgent. */
  private static @Nullable String reason(Firing.One one, Urgency urgency, boolean repeat) {
    if (one.silent()) {
      return "it fires on after a silence";
    }
    if (urgency.classification() != null && urgency.verdict().compareTo(one.urgency()) < 0) {
      return "it became more urgent";
    }
    return repeat ? "said again, it fires on" : null;
  }

  /** An alert may take a while to see that somebody ended what it is about. */
  private boolean isEndedLately(Alert alert, Instant now) {
    NoisePolicy noise = rules.noise();
    return noise != null
        && chronicle
            .closed(alert)
            .filter(closed -> now.isBefore(closed.plus(noise.repeat())))
            .isPresent();
  }

  /** Judges an alert. */
  Urgency urgency(Alert alert, Instant at) {
    return Urgency.of(alert, rules.budgets().of(alert, at), rules.mayLower());
  }

  /** Returns whether nobody wants to hear of an incident: of all that fires of it. */
  boolean isSilent(JournalIncident incident, Instant now) {
    List<Alert> known =
        incident.firing().stream()
            .map(name -> firing.get(name.fingerprint()))
            .flatMap(Optional::stream)
            .map(Firing.One::alert)
            .toList();
    return known.isEmpty()
        ? hush.isOver(place(incident), now)
        : known.stream().allMatch(alert -> hush.over(alert, now).isPresent());
  }

  /**
   * Returns whether nobody would hear of an alert that joins others: the one that they were told of
   * for all of them fires on and is silent now, and so is what else they were told of.
   *
   * @param leader the fingerprint of who was told of
   * @param told those of all that people were told of, as urgently at least
   */
  boolean isHidden(Handled joining, String leader, Set<String> told) {
    Instant now = joining.at();
    return fires(leader, alert -> hush.over(alert, now).isPresent())
        && !told.contains(joining.alert().fingerprint().value())
        && told.stream().noneMatch(one -> fires(one, alert -> hush.over(alert, now).isEmpty()));
  }

  private boolean fires(String fingerprint, Predicate<Alert> test) {
    return firing.get(fingerprint).map(Firing.One::alert).filter(test).isPresent();
  }

  private static Map<String, String> place(JournalIncident incident) {
    Map<String, String> labels = new TreeMap<>();
    incident.alert().ifPresent(alert -> labels.put("alertname", alert.name()));
    put(labels, "service", incident.place().service());
    put(labels, "env", incident.place().env());
    put(labels, "cluster", incident.place().cluster());
    put(labels, "namespace", incident.place().namespace());
    return labels;
  }

  private static void put(Map<String, String> labels, String name, @Nullable String value) {
    if (value != null) {
      labels.put(name, value);
    }
  }
}
