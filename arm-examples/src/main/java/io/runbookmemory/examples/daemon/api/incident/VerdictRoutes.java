package io.runbookmemory.examples.daemon.api.incident;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.api.route.Call;
import io.runbookmemory.examples.daemon.api.route.Operation;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.budget.Budget;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.slo.ClassificationView;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.Slo;
import java.util.List;

/** How urgent the error budgets are that are watched. */
public record VerdictRoutes(Backend backend) {

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
            this::list));
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
