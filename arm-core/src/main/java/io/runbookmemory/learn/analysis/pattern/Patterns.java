package io.runbookmemory.learn.analysis.pattern;

import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * All that alerts and deployments show, each thing said once: what comes after deployments is no
 * pattern of the hours at which people deploy. Immutable and thread-safe.
 *
 * @param policy what counts
 */
public record Patterns(PatternPolicy policy) {

  /**
   * Returns which alerts follow each other.
   *
   * @param log the firings
   * @return the surest first
   */
  public List<Finding> correlations(AlertLog log) {
    return List.copyOf(new AlertCorrelation(policy).find(log));
  }

  /**
   * Returns what comes after deployments, at hours of the week and at edges of the month.
   *
   * @param log the firings
   * @param deployments in any order
   * @return those after deployments first, each sort with the surest first
   */
  public List<Finding> temporal(AlertLog log, List<DeploymentEvent> deployments) {
    AfterDeployments after = new AfterDeployments(policy);
    List<AfterDeployment> deployed = after.find(log, deployments);
    List<Finding> found = new ArrayList<>(deployed);
    AlertLog rest = deployed.isEmpty() ? log : after.unexplained(log, deployments, deployed);
    found.addAll(new TemporalPatterns(policy).find(rest));
    return found;
  }
}
