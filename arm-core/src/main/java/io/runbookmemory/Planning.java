package io.runbookmemory;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.Planner;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.RecallPipeline;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.slo.Classification;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans with the service graph that recall follows; without it where the store was slow already.
 */
final class Planning {

  private static final Logger LOG = LoggerFactory.getLogger(RunbookMemory.class);

  private final Planner planner;
  private final RecallPipeline recall;

  Planning(Planner planner, RecallPipeline recall) {
    this.planner = planner;
    this.recall = recall;
  }

  ActionPlan plan(Situation own, Recall recalled, @Nullable Classification classification) {
    boolean asks = recalled.route().scope().service() != null && recalled.degraded().isEmpty();
    ServiceGraph services = asks ? services(own.scope().tenant(), own.at()) : ServiceGraph.EMPTY;
    return planner.plan(own, recalled, classification, services);
  }

  /** Nobody waits for a plan because it is not known whom else to tell. */
  private ServiceGraph services(Tenant tenant, Instant at) {
    try {
      return recall.services(tenant, at);
    } catch (ArmException e) {
      LOG.warn("who depends on the service cannot be read, and stays out of the plan", e);
      return ServiceGraph.EMPTY;
    }
  }
}
