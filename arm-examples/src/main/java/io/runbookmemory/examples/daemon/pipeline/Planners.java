package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.examples.daemon.observe.Stage;
import io.runbookmemory.examples.daemon.observe.Tracing;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans for several alerts at once. What cannot be planned for is told without a plan. */
final class Planners implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Planners.class);

  /** A recall waits for its model and its store most of the time. */
  private static final int THREADS = 8;

  private final Responder responder;
  private final Tracing tracing;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().name("arm-plan-", 0).daemon().factory());

  Planners(Responder responder, Tracing tracing) {
    this.responder = responder;
    this.tracing = tracing;
  }

  void plan(List<Work.Told> all) {
    CompletableFuture<?>[] plans =
        all.stream()
            .map(one -> CompletableFuture.runAsync(() -> plan(one), threads))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(plans).join();
  }

  private void plan(Work.Told one) {
    try (Stage stage = tracing.stage("plan", one.trace)) {
      stage.with("arm.service", one.situation.scope().service());
      stage.run(() -> plan(one, stage));
    }
  }

  private void plan(Work.Told one, Stage stage) {
    try {
      one.plan = responder.plan(one.situation, one.urgency.classification()).orElse(null);
      stage.with("arm.steps", one.plan == null ? null : String.valueOf(one.plan.steps().size()));
      one.unplanned = one.plan == null ? "memory is off" : null;
      if (one.plan != null) {
        one.prepared = responder.prepared(one.situation, one.plan).orElse(null);
      }
    } catch (RuntimeException e) {
      stage.failed(e.getClass().getSimpleName());
      LOG.error("nothing could be planned for {}", one.handled.alert().fingerprint(), e);
      one.unplanned = "planning failed; the daemon's log says why";
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
