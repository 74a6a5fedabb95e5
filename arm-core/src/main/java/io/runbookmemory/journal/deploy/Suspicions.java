package io.runbookmemory.journal.deploy;

import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.text.OperationsTokenizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How likely it is that a deployment is to blame, as a mixture of two ways in which trouble comes.
 * Trouble of another origin comes at the service's own rate outside of the hours after deployments.
 * A deployment brings trouble with the share of the service's deployments that did, the more likely
 * the sooner: exponentially with a mean of {@link #DELAY}. Each deployment's weight is its share
 * times the density of its delay; the probability is its part of all weights and the rate.
 *
 * <p>What a team has little history of leans on a prior: one deployment in ten brings trouble, the
 * change failure rate that the DORA report of 2023 gives its high performers, worth ten
 * deployments; and trouble of another origin once in thirty days, worth thirty days. A dependency
 * at one hop weighs three tenths, at two one tenth; declared high risk doubles a weight, low risk
 * halves it; a watch note that shares a word with the incident trebles it. These four are choices,
 * not measurements, and stand in the evidence.
 */
final class Suspicions {

  /** How long before trouble a deployment is looked at. */
  static final Duration WINDOW = Duration.ofDays(2);

  /** How far back base rates are counted. */
  static final Duration HISTORY = Duration.ofDays(90);

  /** The mean time from a bad deployment to its trouble. */
  static final Duration DELAY = Duration.ofMinutes(30);

  /** Trouble within this time after a deployment counts as its own. */
  private static final Duration AFTER = Duration.ofHours(2);

  private static final double PRIOR_BAD = 1;
  private static final double PRIOR_DEPLOYMENTS = 10;
  private static final double PRIOR_INCIDENTS = 1;
  private static final double PRIOR_HOURS = 30 * 24;
  private static final double[] NEAR = {1, .3, .1};

  private final int deployments;
  private final int followed;
  private final double othersPerHour;
  private final String basis;

  Suspicions(List<Change> past, List<Instant> incidents, Instant since, Instant onset) {
    List<Change> own = past.stream().filter(change -> change.hops() == 0).toList();
    this.deployments = own.size();
    this.followed =
        (int) own.stream().filter(change -> incidents.stream().anyMatch(after(change))).count();
    long others =
        incidents.stream().filter(at -> own.stream().noneMatch(one -> after(one).test(at))).count();
    double hours = Duration.between(since, onset).toHours();
    this.othersPerHour = (others + PRIOR_INCIDENTS) / (hours + PRIOR_HOURS);
    this.basis =
        String.format(
            Locale.ROOT,
            "%d of %d deployments in %d days were followed by trouble within %d h; %d incidents"
                + " came without one",
            followed,
            deployments,
            HISTORY.toDays(),
            AFTER.toHours(),
            others);
  }

  private static Predicate<Instant> after(Change change) {
    return at -> !at.isBefore(change.at()) && at.isBefore(change.at().plus(AFTER));
  }

  Suspects rank(List<Change> candidates, JournalIncident incident) {
    Set<String> words = new HashSet<>(OperationsTokenizer.tokens(words(incident)));
    record Weighed(Change change, double weight, List<String> evidence) {}
    List<Weighed> weighed = new ArrayList<>();
    double sum = othersPerHour;
    for (Change change : candidates) {
      List<String> evidence = new ArrayList<>();
      double weight = weight(change, incident.times().openedAt(), words, evidence);
      weighed.add(new Weighed(change, weight, evidence));
      sum += weight;
    }
    double all = sum;
    List<Suspect> ranked =
        weighed.stream()
            .map(one -> new Suspect(one.change(), one.weight() / all, one.evidence()))
            .sorted(
                Comparator.comparingDouble(Suspect::probability)
                    .reversed()
                    .thenComparing(suspect -> suspect.change().memory().id()))
            .toList();
    return new Suspects(ranked, othersPerHour / all, basis);
  }

  private static String words(JournalIncident incident) {
    return incident.title() + "\n" + incident.symptom();
  }

  /** Returns a rate per hour. */
  private double weight(Change change, Instant onset, Set<String> words, List<String> evidence) {
    Duration delay = Duration.between(change.at(), onset);
    double mean = DELAY.toMinutes() / 60.0;
    double hours = delay.toSeconds() / 3600.0;
    double share = (followed + PRIOR_BAD) / (deployments + PRIOR_DEPLOYMENTS);
    double weight = share * Math.exp(-hours / mean) / mean;
    evidence.add("went out " + minutes(delay) + " before trouble began");
    if (change.hops() > 0) {
      weight *= NEAR[Math.min(change.hops(), NEAR.length - 1)];
      evidence.add("is of a dependency, " + change.hops() + " step(s) away");
    }
    String risk = change.deployment().risk().toLowerCase(Locale.ROOT);
    if (risk.equals("high")) {
      weight *= 2;
      evidence.add("was held to be of high risk");
    } else if (risk.equals("low")) {
      weight /= 2;
      evidence.add("was held to be of low risk");
    }
    for (String note : change.deployment().watchFor()) {
      Set<String> shared = new HashSet<>(OperationsTokenizer.tokens(note));
      shared.retainAll(words);
      if (!shared.isEmpty()) {
        evidence.add("its authors said to watch for: " + note);
        return weight * 3;
      }
    }
    return weight;
  }

  private static String minutes(Duration delay) {
    return delay.toHours() < 3 ? delay.toMinutes() + " min" : delay.toHours() + " h";
  }
}
