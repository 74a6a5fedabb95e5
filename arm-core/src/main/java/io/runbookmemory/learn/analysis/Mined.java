package io.runbookmemory.learn.analysis;

import io.runbookmemory.learn.analysis.pattern.AlertLog;
import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.pattern.PatternPolicy;
import io.runbookmemory.learn.analysis.pattern.Patterns;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The patterns of a history, worked out once for the run that writes them down and for who looks
 * ahead with them. Thread-safe.
 */
final class Mined {

  private final AlertLog log;
  private final List<DeploymentEvent> deployments;
  private @Nullable PatternPolicy policy;
  private @Nullable List<Finding> correlations;
  private @Nullable List<Finding> temporal;

  /** Observation began with the first firing, not with the wish to look. */
  Mined(AlertLog log, List<DeploymentEvent> deployments) {
    this.log = log.isEmpty() ? log : log.since(log.first());
    this.deployments = deployments;
  }

  synchronized List<Finding> correlations(PatternPolicy by) {
    expect(by);
    List<Finding> known = correlations;
    if (known == null) {
      known = List.copyOf(new Patterns(by).correlations(log));
      correlations = known;
    }
    return known;
  }

  synchronized List<Finding> temporal(PatternPolicy by) {
    expect(by);
    List<Finding> known = temporal;
    if (known == null) {
      known = List.copyOf(new Patterns(by).temporal(log, deployments));
      temporal = known;
    }
    return known;
  }

  private void expect(PatternPolicy by) {
    if (!by.equals(policy)) {
      policy = by;
      correlations = null;
      temporal = null;
    }
  }
}
