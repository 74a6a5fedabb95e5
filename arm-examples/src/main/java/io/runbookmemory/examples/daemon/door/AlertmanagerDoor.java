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
import io.runbookmemory.examples.daemon.observe.Stage;
import io.runbookmemory.examples.daemon.observe.Tracing;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /webhooks/alertmanager}. It answers 2xx only when all of the message is durable; 503
 * where it is not, which Alertmanager sends again.
 *
 * @param most how many alerts may wait
 */
public record AlertmanagerDoor(Intake intake, IntSupplier most, Told told) implements Door {

  /** Where it is told what came. */
  public record Told(DaemonMeters meters, EventLog log, Tracing tracing) {}

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
    JsonNode body = asked.longJson();
    sayTruncated(AlertMessage.truncated(body));
    String traceparent = asked.header("traceparent").orElse(null);
    Map<String, Stage> stages = new HashMap<>();
    List<Report> reports =
        AlertMessage.read(body).stream()
            .map(
                report -> {
                  Stage stage = told.tracing().receive("webhook", traceparent);
                  stages.put(report.key(), stage);
                  return report.in(stage.traceparent());
                })
            .toList();
    return switch (intake.take(reports, most.getAsInt())) {
      case Taken.Durable durable -> {
        // What is known is part of the trace that it was brought in first.
        durable.news().forEach(report -> end(stages.get(report.key()), report));
        told.meters().alerts("accepted", durable.news().size());
        told.meters().alerts("known", durable.known());
        yield Reply.json(
            200,
            JsonNodeFactory.instance
                .objectNode()
                .put("accepted", durable.news().size())
                .put("known", durable.known()));
      }
      case Taken.Full full -> {
        told.meters().alerts("turned_away", reports.size());
        yield Reply.problem(
                503,
                "Too many alerts wait",
                full.waiting() + " wait; send it again, or raise queue.most")
            .with("Retry-After", "5");
      }
    };
  }

  private void sayTruncated(int count) {
    if (count > 0) {
      told.meters().alerts("truncated", count);
      told.log()
          .write(
              "alerts-truncated",
              Map.of(
                  "count",
                  String.valueOf(count),
                  "reason",
                  "Alertmanager left them out: take max_alerts out of its webhook_configs"));
    }
  }

  private static void end(@Nullable Stage stage, Report report) {
    if (stage != null) {
      stage
          .with("arm.fingerprint", report.alert().fingerprint().value())
          .with("arm.status", report.status().name().toLowerCase(Locale.ROOT))
          .close();
    }
  }
}
