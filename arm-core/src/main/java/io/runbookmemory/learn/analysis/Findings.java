package io.runbookmemory.learn.analysis;

import io.runbookmemory.learn.analysis.pattern.AlertLog;
import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.resource.ExhaustionForecasts;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.learn.analysis.signal.Signal;
import io.runbookmemory.learn.analysis.signal.Trouble;
import io.runbookmemory.learn.analysis.signature.Casebook;
import io.runbookmemory.learn.merge.Contradiction;
import io.runbookmemory.learn.merge.Merges;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What each activity reads and finds. What was read at one time is read once. */
final class Findings {

  private static final Duration WHOLE = Duration.ofDays(180);
  private static final int MOST_CONTRADICTIONS = 1_000;
  private static final Filter DISPUTABLE =
      new Filter.In<>(Field.KIND, Set.of("resource", "runbook", "incident"));

  private final AnalysisHome home;
  private final AnalysisInput input;
  private final AnalysisPolicy policy;
  private final AlertFeed alerts;
  private final MemoryFeed memories;
  private @Nullable Events events;
  private @Nullable Asked asked;
  private @Nullable Troubles troubles;

  Findings(AnalysisHome home, AnalysisInput input, AnalysisPolicy policy) {
    this.home = home;
    this.input = input;
    this.policy = policy;
    this.alerts = new AlertFeed(input);
    this.memories = new MemoryFeed(policy.leastIncidents());
  }

  private record Events(Instant at, AlertLog log, List<DeploymentEvent> deployments, Mined mined) {}

  /** Resources that were asked for and are not forecast yet. */
  private record Asked(Instant at, List<ResourceSeries> resources) {}

  /** All that any activity looks at, whichever asks first. */
  private record Troubles(Instant at, List<Trouble> all) {

    List<Trouble> since(Instant from) {
      return all.stream().filter(one -> !one.began().isBefore(from)).toList();
    }
  }

  /**
   * What an activity found.
   *
   * @param kinds the kinds of which these are all; empty if too little was looked at to say so
   */
  record Found(List<Finding> findings, Set<String> kinds) {}

  private MemoryReader reader() {
    return home.store().reader(home.tenant());
  }

  private Events events(Instant now) {
    Events known = events;
    if (known == null || !known.at.equals(now)) {
      Instant from = now.minus(policy.history());
      AlertLog log = alerts.log(from, now);
      List<DeploymentEvent> deployments = input.deployments(from, now);
      known = new Events(now, log, deployments, new Mined(log, deployments));
      events = known;
    }
    return known;
  }

  /** Returns what happened, of which most is read already. */
  ReadHistory history(Instant now) {
    Events all = events(now);
    return ReadHistory.of(input, all.log, all.mined, all.deployments, now);
  }

  private Casebook cases() {
    return memories.cases(reader());
  }

  /** Returns what an activity would look at, as a text that is the same for the same input. */
  String input(Activity activity, Instant now) {
    return switch (activity) {
      case CORRELATION, TEMPORAL -> {
        Events all = events(now);
        yield all.log.size()
            + " firings to "
            + (all.log.isEmpty() ? "" : all.log.last())
            + ", "
            + all.deployments.size()
            + " deployments"
            + open(now).input();
      }
      case FORECASTS -> {
        int hash = 0;
        Asked news = new Asked(now, input.resources(now));
        asked = news;
        for (ResourceSeries one : news.resources) {
          hash += Objects.hash(one.name(), one.place(), one.limit(), one.series().last());
        }
        yield "resources " + hash + open(now).input();
      }
      case SIGNATURES -> {
        cases();
        int hash = new HashSet<>(troubles(now)).hashCode();
        yield "changes to " + memories.foreign() + ", incidents " + hash;
      }
      case PLAYBOOKS -> {
        cases();
        yield "changes to " + memories.foreign();
      }
      case CONTRADICTIONS -> {
        cases();
        yield "changes to " + memories.disputable();
      }
    };
  }

  /** A server is asked once for both: whether there is news, and what it foretells. */
  private List<ResourceSeries> resources(Instant now) {
    Asked known = asked;
    asked = null;
    return known != null && known.at.equals(now) ? known.resources : input.resources(now);
  }

  Found of(Activity activity, Instant now) {
    return switch (activity) {
      case CORRELATION -> {
        Events all = events(now);
        yield new Found(all.mined.correlations(policy.patterns()), known(all.log, "correlation"));
      }
      case TEMPORAL -> {
        Events all = events(now);
        yield new Found(
            all.mined.temporal(policy.patterns()), known(all.log, "temporal", "after-deployment"));
      }
      case FORECASTS -> {
        ExhaustionForecasts forecasts = new ExhaustionForecasts(policy.horizon());
        List<ResourceSeries> resources = resources(now);
        yield new Found(
            List.copyOf(forecasts.find(resources, now)),
            resources.isEmpty() ? Set.of() : Set.of("exhaustion"));
      }
      case SIGNATURES -> {
        Casebook cases = cases();
        List<Finding> found = new ArrayList<>(cases.signatures(now));
        found.addAll(cases.gaps(now, troubles(now)));
        yield new Found(found, Set.of("failure-signature"));
      }
      case CONTRADICTIONS -> new Found(contradictions(), Set.of());
      case PLAYBOOKS -> new Found(cases().tunings(), Set.of());
    };
  }

  /** What was seen for less than half a year says nothing of what was found in more. */
  private static Set<String> known(AlertLog log, String... kinds) {
    boolean whole = Duration.between(log.from(), log.until()).compareTo(WHOLE) >= 0;
    return whole && !log.isEmpty() ? Set.of(kinds) : Set.of();
  }

  private List<Finding> contradictions() {
    Merges merges = new Merges(home.store(), home.remember(), home.tenant());
    try (Stream<Contradiction> all = merges.contradictions(DISPUTABLE)) {
      return all.limit(MOST_CONTRADICTIONS).<Finding>map(Contradicted::of).toList();
    }
  }

  PatternMemories.Plan plan(Found found, Instant now) {
    return new PatternMemories(reader(), home.tenant(), now)
        .plan(found.findings(), found.kinds(), open(now).signals());
  }

  private List<Trouble> troubles(Instant now) {
    return troublesBy(now).since(now.minus(policy.history()));
  }

  private Troubles troublesBy(Instant now) {
    Troubles known = troubles;
    if (known == null || !known.at.equals(now)) {
      Duration history = policy.history();
      Duration back = history.compareTo(Casebook.FORGOTTEN) > 0 ? history : Casebook.FORGOTTEN;
      known = new Troubles(now, input.troubles(now.minus(back), now));
      troubles = known;
    }
    return known;
  }

  /** The alerts whose incidents are open, in memory or in the journal. */
  private record Open(Set<Signal> signals) {

    /** Nothing where all are over, so that what waited for the end of one is looked at then. */
    String input() {
      return signals.isEmpty()
          ? ""
          : ", open "
              + signals.stream()
                  .map(Signal::key)
                  .sorted()
                  .collect(Collectors.joining(" "))
                  .hashCode();
    }
  }

  private Open open(Instant now) {
    Set<Signal> open = new HashSet<>(cases().open(now));
    troublesBy(now).since(now.minus(Casebook.FORGOTTEN)).stream()
        .filter(one -> !one.ended())
        .map(Trouble::signal)
        .forEach(open::add);
    return new Open(open);
  }
}
