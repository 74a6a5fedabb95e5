package io.runbookmemory.learn.analysis.pattern;

import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts come after their service is deployed, beyond chance. Immutable and thread-safe.
 *
 * <p>The hours after a deployment are compared with the same hours of other weeks without one, as
 * {@link AlertCorrelation} does it: who deploys on working days at ten is not blamed for what comes
 * on working days at ten. All signals of deployed services count as tests.
 */
final class AfterDeployments {

  private final PatternPolicy policy;

  /**
   * Creates a finder.
   *
   * @param policy what counts
   */
  AfterDeployments(PatternPolicy policy) {
    this.policy = policy;
  }

  private record Target(String service, @Nullable String env) {}

  /**
   * Returns what comes after deployments.
   *
   * @param log the firings
   * @param deployments in any order; those outside of the log's period are passed over, and several
   *     of one service in a row are one
   * @return the surest first
   */
  List<AfterDeployment> find(AlertLog log, List<DeploymentEvent> deployments) {
    Map<Target, List<Long>> times = times(log, deployments);
    WallClock clock = new WallClock(policy.zone(), log.fromMillis(), log.untilMillis());
    long window = policy.afterDeployment().toMillis();
    List<AfterDeployment> found = new ArrayList<>();
    long tests = 0;
    for (Timeline place : Timeline.of(log, policy.fold().toMillis())) {
      OrdinaryHours hours = OrdinaryHours.of(place, log, clock);
      Map<Target, Counterparts> known = new HashMap<>();
      for (int i = 0; i < place.signals.size(); i++) {
        Signal signal = place.signals.get(i);
        Target target = target(signal, times);
        if (target == null || place.count(i) < policy.leastSupport()) {
          continue;
        }
        tests++;
        Comparison comparison =
            known
                .computeIfAbsent(
                    target,
                    one ->
                        Counterparts.of(
                            folded(times.getOrDefault(one, List.of())),
                            false,
                            window,
                            hours,
                            clock))
                .with(place.times(i));
        if (comparison.followed() >= policy.leastSupport()
            && comparison.lift() >= policy.leastLift()) {
          found.add(finding(signal, comparison));
        }
      }
    }
    double[] logs = found.stream().mapToDouble(AfterDeployment::logP).toArray();
    double limit = FalseDiscovery.limit(logs, Math.max(1, tests), policy.falseDiscoveryRate());
    found.removeIf(one -> one.logP() > limit);
    found.sort(Comparator.comparingDouble(AfterDeployment::logP));
    return found;
  }

  /**
   * Returns a log without the firings that deployments explain, so that who deploys at ten does not
   * see the same alerts once more as a pattern of the hour.
   *
   * @param log the firings
   * @param deployments as they were given to {@link #find}
   * @param found what that found
   * @return the firings that remain
   */
  AlertLog unexplained(
      AlertLog log, List<DeploymentEvent> deployments, List<AfterDeployment> found) {
    Map<Target, List<Long>> times = times(log, deployments);
    Map<Signal, long[]> explained = new HashMap<>();
    for (AfterDeployment one : found) {
      Target target = target(one.signal(), times);
      if (target != null) {
        explained.put(
            one.signal(),
            times.getOrDefault(target, List.of()).stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray());
      }
    }
    long window = policy.afterDeployment().toMillis();
    return log.without(
        index -> {
          long[] known = explained.get(log.signals().get(log.signal(index)));
          if (known == null) {
            return false;
          }
          int next = Timeline.firstFrom(known, log.at(index) - window);
          return next < known.length && known[next] <= log.at(index);
        });
  }

  private AfterDeployment finding(Signal signal, Comparison comparison) {
    return new AfterDeployment(
        signal,
        policy.afterDeployment(),
        comparison.followed(),
        comparison.episodes(),
        comparison.lift(),
        comparison.logP());
  }

  /** Returns the deployments of a signal's service in its environment, else in an unknown one. */
  private static @Nullable Target target(Signal signal, Map<Target, List<Long>> times) {
    String service = signal.place().service();
    if (service == null) {
      return null;
    }
    Target there = new Target(service, signal.place().env());
    Target anywhere = new Target(service, null);
    return times.containsKey(there) ? there : times.containsKey(anywhere) ? anywhere : null;
  }

  private static Map<Target, List<Long>> times(AlertLog log, List<DeploymentEvent> deployments) {
    Map<Target, List<Long>> times = new HashMap<>();
    for (DeploymentEvent one : deployments) {
      if (!one.at().isBefore(log.from()) && one.at().isBefore(log.until())) {
        times
            .computeIfAbsent(new Target(one.service(), one.env()), key -> new ArrayList<>())
            .add(one.at().toEpochMilli());
      }
    }
    return times;
  }

  /** Returns when rows of deployments began. */
  private long[] folded(List<Long> times) {
    List<Long> begins = new ArrayList<>();
    long last = Long.MIN_VALUE / 2;
    for (long at : times.stream().sorted().toList()) {
      if (at - last > policy.fold().toMillis()) {
        begins.add(at);
      }
      last = at;
    }
    return begins.stream().mapToLong(Long::longValue).toArray();
  }
}
