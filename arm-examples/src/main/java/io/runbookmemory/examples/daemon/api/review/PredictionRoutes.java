package io.runbookmemory.examples.daemon.api.review;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.Expected;
import io.runbookmemory.PreparedAnswer;
import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.api.route.Call;
import io.runbookmemory.examples.daemon.api.route.Operation;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.learn.analysis.prediction.PredictionScore;
import java.util.List;

/** What history foretells, and what prevents it. */
public record PredictionRoutes(Backend backend) {

  /** Returns the operations. */
  public List<Operation> operations() {
    return List.of(
        new Operation(
            Route.get(
                "/predictions",
                "listPredictions",
                "List what is foretold and may still come, with what prevents it.",
                "Predictions"),
            backend,
            this::list));
  }

  private Reply list(Call call) {
    ObjectNode node = Output.object();
    ArrayNode items = node.putArray("items");
    backend.responder().get().expected(call.now()).forEach(one -> items.add(json(one)));
    PredictionScore score = backend.responder().get().score();
    node.putObject("score")
        .put("checked", score.checked())
        .put("came", score.came())
        .put("precision", score.precision())
        .put("brier", score.brier());
    return Reply.json(200, node);
  }

  private static ObjectNode json(Expected one) {
    ObjectNode node =
        Output.object()
            .put("what", one.foretold().what())
            .put("from", one.foretold().from().toString())
            .put("until", one.foretold().until().toString())
            .put("probability", one.foretold().probability())
            .put("finding", one.foretold().finding());
    PreparedAnswer.Known known = one.prevents();
    if (known != null) {
      node.putObject("prevention")
          .put("id", known.id())
          .put("kind", known.kind())
          .put("title", known.title());
    }
    return node;
  }
}
