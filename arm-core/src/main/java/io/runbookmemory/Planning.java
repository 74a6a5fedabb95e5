package io.runbookmemory;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.journal.deploy.DeploymentLog;
import io.runbookmemory.journal.deploy.WatchNote;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.Planner;
import io.runbookmemory.oncall.WatchedDeployment;
import io.runbookmemory.recall.Degradation;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.RecallPipeline;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.store.MemoryStore;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans with the service graph that recall follows; without it where the store was slow already.
 */
final class Planning {

  private static final Logger LOG = LoggerFactory.getLogger(RunbookMemory.class);

  /** Where the store was slow or away already it is asked nothing more. */
  private static final Set<Degradation> SLOW =
      EnumSet.of(
          Degradation.STORE_TIMEOUT,
          Degradation.STORE_DOWN,
          Degradation.STORE_INCOMPLETE,
          Degradation.SURROUNDINGS);

  private final MemoryStore store;
  private final Planner planner;
  private final RecallPipeline recall;

  Planning(MemoryStore store, Planner planner, RecallPipeline recall) {
    this.store = store;
    this.planner = planner;
    this.recall = recall;
  }

  ActionPlan plan(Situation own, Recall recalled, @Nullable Classification classification) {
    boolean asks = recalled.route().scope().service() != null && recalled.degraded().isEmpty();
    ServiceGraph services = asks ? services(own.scope().tenant(), own.at()) : ServiceGraph.EMPTY;
    return planner
        .plan(own, recalled, classification, services)
        .withWatched(own.alert().map(alert -> watched(alert, own, recalled)).orElse(List.of()));
  }

  /** What is asked beside the recall has the recall's own deadline, and nobody waits for it. */
  private List<WatchedDeployment> watched(Alert alert, Situation own, Recall recalled) {
    if (recalled.degraded().stream().anyMatch(SLOW::contains)) {
      return List.of();
    }
    Tenant tenant = own.scope().tenant();
    DeploymentLog log =
        new DeploymentLog(
            store.reader(tenant).within(own.deadline()), at -> recall.services(tenant, at));
    try {
      return log.watched(alert, recalled.route().scope(), own.at()).stream()
          .map(Planning::watched)
          .toList();
    } catch (ArmException e) {
      LOG.warn("what deployments asked to watch cannot be read, and stays out of the plan", e);
      return List.of();
    }
  }

  private static WatchedDeployment watched(WatchNote note) {
    Memory memory = note.change().memory();
    return new WatchedDeployment(
        memory.id(), memory.title(), note.change().at(), note.note(), note.until());
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
