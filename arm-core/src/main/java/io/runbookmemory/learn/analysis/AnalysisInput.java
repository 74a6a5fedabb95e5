package io.runbookmemory.learn.analysis;

import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.learn.analysis.signal.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Where analysis reads what happened. It is asked from one thread at a time. */
public interface AnalysisInput {

  /** An input that knows in which order it learned of firings, however late some were told. */
  interface Growing extends AnalysisInput {

    /**
     * Tells of the firings that became known behind a position.
     *
     * @param after what an earlier call returned; 0 for all
     * @param sink told of each, of whatever time; of some more than once does no harm
     * @return where to go on the next time
     */
    long alertsSince(long after, Consumer<AlertEvent> sink);
  }

  /**
   * Tells of the firings of a period.
   *
   * @param from inclusive
   * @param until exclusive
   * @param sink told of each, in any order; of some more than once does no harm
   */
  void alerts(Instant from, Instant until, Consumer<AlertEvent> sink);

  /**
   * Returns the incidents of alerts that began in a period, as a journal has them: nothing is
   * written of an alert while its incident is open, and an alert that had several and has no
   * runbook is a gap.
   *
   * @param from inclusive
   * @param until exclusive
   * @return in any order; none of an input without a journal
   */
  default List<Trouble> troubles(Instant from, Instant until) {
    return List.of();
  }

  /**
   * Returns the deployments of a period.
   *
   * @param from inclusive
   * @param until exclusive
   * @return in any order
   */
  List<DeploymentEvent> deployments(Instant from, Instant until);

  /**
   * Returns the resources that can run out, with their last weeks.
   *
   * @param asOf the time of asking
   * @return possibly empty
   */
  List<ResourceSeries> resources(Instant asOf);
}
