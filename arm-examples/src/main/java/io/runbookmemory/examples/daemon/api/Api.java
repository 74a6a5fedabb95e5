package io.runbookmemory.examples.daemon.api;

import io.runbookmemory.examples.daemon.api.incident.DeploymentRoutes;
import io.runbookmemory.examples.daemon.api.incident.IncidentRoutes;
import io.runbookmemory.examples.daemon.api.incident.SilenceRoutes;
import io.runbookmemory.examples.daemon.api.incident.TimelineRoutes;
import io.runbookmemory.examples.daemon.api.incident.VerdictRoutes;
import io.runbookmemory.examples.daemon.api.live.EventRoutes;
import io.runbookmemory.examples.daemon.api.memory.MemoryRoutes;
import io.runbookmemory.examples.daemon.api.memory.QuestionRoutes;
import io.runbookmemory.examples.daemon.api.memory.SessionRoutes;
import io.runbookmemory.examples.daemon.api.review.DraftRoutes;
import io.runbookmemory.examples.daemon.api.review.PredictionRoutes;
import io.runbookmemory.examples.daemon.api.review.ReportRoutes;
import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.api.route.Operation;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.api.run.ApprovalRoutes;
import io.runbookmemory.examples.daemon.api.run.RunRoutes;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.daemon.mcp.McpRoom;
import io.runbookmemory.examples.daemon.tool.RunDesk;
import io.runbookmemory.examples.duty.SilenceLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All operations of the API. */
public final class Api {

  private Api() {}

  /**
   * Returns the operations, each a door, and the document of all of them.
   *
   * @param runs where plans are carried out, now
   * @param mcp what clients of the protocol find, now
   * @param silences what nobody is told of
   */
  public static List<Operation> operations(
      Backend backend, Supplier<RunDesk> runs, Supplier<McpRoom> mcp, SilenceLog silences) {
    List<Operation> all = new ArrayList<>();
    all.addAll(new QuestionRoutes(backend).operations());
    all.addAll(new MemoryRoutes(backend).operations());
    all.addAll(new SessionRoutes(backend).operations());
    all.addAll(new IncidentRoutes(backend).operations());
    all.addAll(new TimelineRoutes(backend).operations());
    all.addAll(new RunRoutes(backend, runs).operations());
    all.addAll(new ApprovalRoutes(backend, runs, mcp).operations());
    all.addAll(new SilenceRoutes(backend, silences).operations());
    all.addAll(new DeploymentRoutes(backend).operations());
    all.addAll(new VerdictRoutes(backend).operations());
    all.addAll(new DraftRoutes(backend).operations());
    all.addAll(new ReportRoutes(backend).operations());
    all.addAll(new PredictionRoutes(backend).operations());
    all.addAll(new EventRoutes(backend).operations());
    Route document = Route.get("/openapi.json", "getOpenApi", "Return this document.", "Anything");
    List<Route> routes = new ArrayList<>(all.stream().map(Operation::route).toList());
    routes.add(document);
    Reply written = Reply.json(200, OpenApi.of(routes));
    all.add(new Operation(document, backend, call -> written));
    return all;
  }
}
