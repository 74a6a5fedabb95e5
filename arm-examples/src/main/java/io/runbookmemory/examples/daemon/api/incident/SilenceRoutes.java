package io.runbookmemory.examples.daemon.api.incident;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.api.route.Call;
import io.runbookmemory.examples.daemon.api.route.Operation;
import io.runbookmemory.examples.daemon.api.route.Parameter;
import io.runbookmemory.examples.daemon.api.route.Parameter.Kind;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.duty.KeptSilence;
import io.runbookmemory.examples.duty.SilenceLog;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.view.Output;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.TypeConversionException;

/**
 * What nobody is told of for a while: it is judged and written down all the same.
 *
 * @param silences with who asked for each, and why
 */
public record SilenceRoutes(Backend backend, SilenceLog silences) {

  /** Returns the operations. */
  public List<Operation> operations() {
    Route list =
        Route.get(
                "/silences", "listSilences", "List the silences that are not over.", "SilencePage")
            .with(Parameter.query("all", Kind.FLAG, "Those that are over as well."));
    Route add =
        Route.post("/silences", "addSilence", "Tell nobody of some alerts for a while.")
            .of("NewSilence", "Silence");
    Route lift =
        Route.delete("/silences/{id}", "liftSilence", "End a silence before its time.", "Silence")
            .with(Parameter.path("id", Kind.TEXT, "The silence."));
    return List.of(
        new Operation(list, backend, this::list),
        new Operation(add, backend, this::add),
        new Operation(lift, backend, this::lift));
  }

  private Reply list(Call call) {
    boolean all = Boolean.TRUE.equals(call.flag("all"));
    ObjectNode node = Output.object();
    ArrayNode items = node.putArray("items");
    for (KeptSilence one : silences.all().reversed()) {
      if (all || call.now().isBefore(one.end())) {
        items.add(json(one, call.now()));
      }
    }
    return Reply.json(200, node);
  }

  private Reply add(Call call) {
    Map<String, String> labels = new TreeMap<>();
    call.body()
        .path("labels")
        .properties()
        .forEach(one -> labels.put(one.getKey(), one.getValue().asText()));
    if (labels.isEmpty() != call.body().path("all").asBoolean()) {
      throw new InvalidInputException("labels", "must say which alerts, or all must be true alone");
    }
    SilenceLog.Asked asked;
    try {
      Duration length = new DurationConverter().convert(call.given("duration"));
      asked =
          new SilenceLog.Asked(
              labels, call.given("reason"), call.by(), call.now(), call.now().plus(length));
    } catch (TypeConversionException | IllegalArgumentException e) {
      throw new InvalidInputException(
          "duration",
          "must be a length of time such as 90m or 2h, at most "
              + SilenceLog.LONGEST.toDays()
              + " days");
    }
    return Reply.json(200, json(silences.add(asked, new SecureRandom()), call.now()));
  }

  private Reply lift(Call call) {
    return silences
        .lift(call.asked().variable("id"), call.by(), call.now())
        .map(one -> Reply.json(200, json(one, call.now())))
        .orElseGet(() -> Operation.missing("silence, or it is over"));
  }

  private static ObjectNode json(KeptSilence one, Instant now) {
    ObjectNode node = Output.object();
    node.put("id", one.id()).put("by", one.by()).put("reason", one.reason());
    ObjectNode labels = node.putObject("labels");
    one.labels().forEach(labels::put);
    node.put("from", one.from().toString()).put("to", one.end().toString());
    node.put("holds", one.holds(now));
    String lifted = one.liftedBy();
    return lifted == null ? node : node.put("lifted_by", lifted);
  }
}
