package io.runbookmemory.examples.daemon.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.Door;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.daemon.inbox.AlertMessage;
import io.runbookmemory.examples.daemon.inbox.Intake;
import io.runbookmemory.examples.daemon.inbox.Report;
import io.runbookmemory.examples.daemon.inbox.Taken;
import io.runbookmemory.examples.daemon.observe.DaemonMeters;
import io.runbookmemory.examples.daemon.observe.EventLog;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * {@code POST /webhooks/alertmanager}. It answers 2xx only when all of the message is durable; 503
 * where it is not, which Alertmanager sends again.
 *
 * @param most how many alerts may wait
 */
public record AlertmanagerDoor(Intake intake, IntSupplier most, DaemonMeters meters, EventLog log)
    implements Door {

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/webhooks/alertmanager";
  }

  @Override
  public Reply answer(Asked asked) {
    JsonNode body = asked.json();
    List<Report> reports = AlertMessage.read(body);
    int truncated = AlertMessage.truncated(body);
    if (truncated > 0) {
      meters.alerts("truncated", truncated);
      log.write(
          "alerts-truncated",
          Map.of(
              "count",
              String.valueOf(truncated),
              "reason",
              "Alertmanager left them out: take max_alerts out of its webhook_configs"));
    }
    return switch (intake.take(reports, most.getAsInt())) {
      case Taken.Durable durable -> {
        meters.alerts("accepted", durable.news());
        meters.alerts("known", durable.known());
        yield Reply.json(
            200,
            JsonNodeFactory.instance
                .objectNode()
                .put("accepted", durable.news())
                .put("known", durable.known()));
      }
      case Taken.Full full -> {
        meters.alerts("turned_away", reports.size());
        yield Reply.problem(
                503,
                "Too many alerts wait",
                full.waiting() + " wait; send it again, or raise queue.most")
            .with("Retry-After", "5");
      }
    };
  }
}
