package io.runbookmemory.examples.daemon.api.incident;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.api.route.Call;
import io.runbookmemory.examples.daemon.api.route.Operation;
import io.runbookmemory.examples.daemon.api.route.Parameter;
import io.runbookmemory.examples.daemon.api.route.Parameter.Kind;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.budget.Budget;
import io.runbookmemory.examples.daemon.budget.Budgets;
import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.slo.ClassificationView;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.Slo;
import java.time.Instant;
import java.util.List;

/** How urgent the error budgets are that are watched. */
public record VerdictRoutes(Backend backend) {

  private static final int POINTS = 200;

  /** Returns the operations. */
  public List<Operation> operations() {
    return List.of(
        new Operation(
            Route.get(
                "/verdicts",
                "listVerdicts",
                "List the objectives that are watched, and what their budgets say.",
                "Verdicts"),
            backend,
            this::list),
        new Operation(
            Route.get(
                    "/verdicts/history",
                    "listBudgetHistories",
                    "Return how fast budgets burned and what was left of them over time.",
                    "BudgetHistories")
                .with(
                    Parameter.query("slo", Kind.TEXT, "Of this objective alone."),
                    Parameter.query(
                        "from", Kind.TIME, "Since then; the objective's own window if left out."),
                    Parameter.query("points", Kind.COUNT, "How many points at most; 200.")),
            backend,
            this::history));
  }

  private Reply history(Call call) {
    Asked asked = call.asked();
    ObjectNode node = Output.object();
    ArrayNode items = node.putArray("items");
    backend
        .budgets()
        .get()
        .courses(
            asked.query("slo").orElse(null),
            asked.query("from").map(Instant::parse).orElse(null),
            call.now(),
            asked.query("points").map(Integer::valueOf).filter(it -> it > 1).orElse(POINTS))
        .forEach(course -> items.add(json(course)));
    return Reply.json(200, node);
  }

  private static ObjectNode json(Budgets.Course course) {
    ObjectNode node = named(Output.object(), course.slo());
    node.put("period", course.slo().period().toString());
    node.put("burnOver", course.window().toString());
    ArrayNode points = node.putArray("points");
    for (Budgets.Point one : course.points()) {
      points
          .addObject()
          .put("at", one.at().toString())
          .put("burn", one.burn())
          .put("budgetLeft", one.left());
    }
    return node;
  }

  private Reply list(Call call) {
    ObjectNode node = Output.object();
    ArrayNode items = node.putArray("items");
    backend.budgets().get().all(call.now()).forEach((slo, budget) -> items.add(json(slo, budget)));
    return Reply.json(200, node);
  }

  private static ObjectNode json(Slo slo, Budget budget) {
    return switch (budget) {
      case Budget.Judged judged -> {
        Classification said = judged.classification();
        ObjectNode node = new ClassificationView(false).node(said.at(), said, false);
        yield named(node, slo).put("known", true).put("summary", said.summary());
      }
      case Budget.Unknown unknown ->
          named(Output.object(), slo).put("known", false).put("summary", unknown.why());
      case Budget.None none -> named(Output.object(), slo).put("known", false).put("summary", "");
    };
  }

  private static ObjectNode named(ObjectNode node, Slo slo) {
    return node.put("slo", slo.name())
        .put("service", slo.service())
        .put("objective", slo.objective().toPlainString());
  }
}
