package io.runbookmemory.oncall.noise;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.alert.AlertFingerprint;
import io.runbookmemory.slo.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The alerts that are one thing, as long as one of them fires and a while longer. */
final class Group {

  private final Map<AlertFingerprint, Handled> firing = new LinkedHashMap<>();
  private final Map<AlertFingerprint, Instant> ended = new HashMap<>();
  private @Nullable Handled told;
  private @Nullable Instant empty;

  /** Takes an alert that no silence covers, and says what becomes of it. */
  Treatment take(Handled untreated, NoisePolicy policy) {
    AlertFingerprint id = untreated.alert().fingerprint();
    empty = null;
    Handled leader = told;
    Treatment treatment;
    if (leader == null || untreated.urgency().compareTo(leader.urgency()) < 0) {
      treatment = new Treatment.Notified(false);
    } else if (!untreated.at().isBefore(leader.at().plus(policy.repeat()))
        && untreated.urgency() == leader.urgency()) {
      treatment = new Treatment.Notified(true);
    } else if (untreated.urgency() == leader.urgency() && isStranger(untreated, leader, policy)) {
      treatment = new Treatment.Notified(false);
    } else if (untreated.urgency() == leader.urgency()) {
      treatment = new Treatment.Folded(leader.alert().fingerprint());
    } else {
      treatment = new Treatment.Inhibited(leader.alert().fingerprint());
    }
    Handled handled =
        new Handled(untreated.alert(), untreated.urgency(), untreated.at(), treatment);
    firing.put(id, handled);
    if (treatment instanceof Treatment.Notified) {
      told = handled;
    }
    return treatment;
  }

  /** Whether it shares a place with the group, and comes too late to be what was told. */
  private boolean isStranger(Handled untreated, Handled leader, NoisePolicy policy) {
    AlertFingerprint id = untreated.alert().fingerprint();
    Instant back = ended.get(id);
    boolean flaps = back != null && untreated.at().isBefore(back.plus(policy.quiet()));
    return !firing.containsKey(id)
        && !flaps
        && policy.isPlaced(untreated.alert())
        && !untreated.at().isBefore(leader.at().plus(policy.joins()));
  }

  /** Ends an alert. A ticket that its page had inhibited, and that fires on, comes out now. */
  List<Handled> resolve(AlertFingerprint id, Instant at) {
    firing.remove(id);
    ended.put(id, at);
    if (firing.isEmpty()) {
      empty = at;
      return List.of();
    }
    Handled leader = told;
    Verdict most =
        firing.values().stream().map(Handled::urgency).sorted().findFirst().orElseThrow();
    if (leader == null || most.compareTo(leader.urgency()) <= 0) {
      return List.of();
    }
    Optional<Handled> next =
        firing.values().stream().filter(one -> one.urgency() == most).findFirst();
    List<Handled> released = new ArrayList<>();
    next.ifPresent(
        one -> {
          Handled out = new Handled(one.alert(), one.urgency(), at, new Treatment.Notified(false));
          firing.put(one.alert().fingerprint(), out);
          told = out;
          released.add(out);
        });
    return released;
  }

  /** Returns what fires for it and was told of so long ago that it is to be said again. */
  Optional<Handled> due(Instant at, NoisePolicy policy, Predicate<Alert> silent) {
    Handled leader = told;
    if (leader == null || at.isBefore(leader.at().plus(policy.repeat()))) {
      return Optional.empty();
    }
    return Stream.concat(
            Stream.ofNullable(firing.get(leader.alert().fingerprint())), firing.values().stream())
        .filter(one -> one.urgency() == leader.urgency())
        .filter(one -> !silent.test(one.alert()))
        .findFirst();
  }

  /** Forgets that anybody was told, where nothing fires; else that this one fired. */
  void over(AlertFingerprint id) {
    if (firing.isEmpty()) {
      told = null;
      ended.clear();
    } else {
      ended.remove(id);
    }
  }

  boolean fires(AlertFingerprint id) {
    return firing.containsKey(id);
  }

  /** Whether nothing has fired for as long as the policy keeps a group together. */
  boolean isOver(Instant at, NoisePolicy policy) {
    return empty != null && !at.isBefore(empty.plus(policy.quiet()));
  }
}
