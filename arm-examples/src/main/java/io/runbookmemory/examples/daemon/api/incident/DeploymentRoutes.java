package io.runbookmemory.examples.daemon.api.incident;

import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.api.route.Call;
import io.runbookmemory.examples.daemon.api.route.Operation;
import io.runbookmemory.examples.daemon.api.route.Page;
import io.runbookmemory.examples.daemon.api.route.Parameter;
import io.runbookmemory.examples.daemon.api.route.Parameter.Kind;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.door.DeploymentsDoor;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.deploy.DeployView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What went out. */
public record DeploymentRoutes(Backend backend) {

  /** Returns the operations. */
  public List<Operation> operations() {
    DeploymentsDoor door =
        new DeploymentsDoor(
            () -> backend.responder().get().journal(), backend.tenant(), backend.clock());
    return List.of(
        new Operation(
            Route.get(
                    "/deployments",
                    "listDeployments",
                    "List what went out of a service and of what it depends on, newest first.",
                    "DeploymentPage")
                .with(
                    Page.and(
                        Parameter.query("service", Kind.TEXT, "Every service, unless it is given."),
                        Parameter.query("env", Kind.ENV, "Of one environment."),
                        Parameter.query("since", Kind.LENGTH, "How far back; 48h."),
                        Parameter.query("at", Kind.TIME, "Counted back from then; now."))),
            backend,
            this::list),
        new Operation(
            Route.post(
                    "/deployments",
                    "recordDeployment",
                    "Remember what went out. Of one key it is remembered once.")
                .of("NewDeployment", "Recorded"),
            backend,
            call -> door.answer(call.asked())));
  }

  private Reply list(Call call) {
    Instant end = Objects.requireNonNullElse(call.time("at"), call.now());
    Instant from = end.minus(call.length("since", Duration.ofDays(2)));
    return Page.of(
        backend
            .journal()
            .deployments()
            .changes(call.text("service"), call.env(), from, end.plusMillis(1)),
        call,
        change -> change.memory().id(),
        DeployView::json);
  }
}
