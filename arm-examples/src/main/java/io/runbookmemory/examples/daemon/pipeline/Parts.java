package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.connectors.prometheus.PrometheusClient;
import io.runbookmemory.examples.daemon.budget.Budgets;
import io.runbookmemory.examples.daemon.budget.SloCounts;
import io.runbookmemory.examples.daemon.config.MaintenancePart;
import io.runbookmemory.examples.daemon.config.QueuePart;
import io.runbookmemory.examples.daemon.inbox.Inbox;
import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.examples.daemon.notify.Channel;
import io.runbookmemory.examples.daemon.notify.Routing;
import io.runbookmemory.examples.daemon.observe.DaemonMeters;
import io.runbookmemory.examples.daemon.observe.EventLog;
import io.runbookmemory.examples.daemon.observe.Tracing;
import io.runbookmemory.oncall.noise.NoisePolicy;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.Ledger;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline is made of.
 *
 * @param ledger where all of it is written down
 * @param leases who works
 * @param inbox what it works on
 * @param responder what alerts are put to
 * @param rules how they are treated
 * @param channels who is told, by name
 * @param tools what is counted and told of it
 */
public record Parts(
    Ledger ledger,
    Leases leases,
    Inbox inbox,
    Responder responder,
    Rules rules,
    Map<String, Channel> channels,
    Tools tools) {

  /**
   * How alerts are treated.
   *
   * @param noise what counts as one thing; null where every alert is told of
   * @param maintenance when nobody is told of some alerts
   * @param budgets what is known of error budgets
   * @param counts what their objectives counted in a time
   * @param prometheus who knows the metrics that are to be watched; null for nobody
   * @param mayLower whether a budget decides alone
   * @param routing who is told of what
   * @param queue how long it is remembered
   */
  public record Rules(
      @Nullable NoisePolicy noise,
      List<MaintenancePart> maintenance,
      Budgets budgets,
      SloCounts counts,
      @Nullable PrometheusClient prometheus,
      boolean mayLower,
      Routing routing,
      QueuePart queue) {

    /** Copies the list. */
    public Rules {
      maintenance = List.copyOf(maintenance);
    }
  }

  /** What is counted, told and traced, and by which clock. */
  public record Tools(DaemonMeters meters, EventLog log, InstantSource clock, Tracing tracing) {

    /** Nothing is traced. */
    public Tools(DaemonMeters meters, EventLog log, InstantSource clock) {
      this(meters, log, clock, Tracing.OFF);
    }

    /** Returns the same, traced. */
    public Tools with(Tracing newTracing) {
      return new Tools(meters, log, clock, newTracing);
    }
  }
}
