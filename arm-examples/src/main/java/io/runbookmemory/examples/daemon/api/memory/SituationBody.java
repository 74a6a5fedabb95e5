package io.runbookmemory.examples.daemon.api.memory;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.daemon.api.route.Call;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.recall.Situation;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What is going on, as a body has it. */
public final class SituationBody {

  private SituationBody() {}

  /** Reads what fits the schema {@code Situation}. */
  public static Situation read(JsonNode body, Tenant tenant, Instant now) {
    Instant at = Call.at(body, "at", now);
    boolean alerted = body.path("alert").isObject();
    if (!alerted && body.path("text").asText("").isBlank()) {
      throw new InvalidInputException("text", "must say what is going on, or alert must");
    }
    Situation.Builder situation =
        alerted
            ? Situation.builder(alert(body.path("alert"), at), at)
            : Situation.builder(body.path("text").asText(), at);
    if (body.hasNonNull("service")) {
      situation.service(body.path("service").asText());
    }
    if (body.hasNonNull("env")) {
      situation.env(Environments.DEFAULT.require(body.path("env").asText()));
    }
    return situation.tenant(tenant).topK(body.path("topK").asInt(5)).build();
  }

  private static Alert alert(JsonNode body, Instant at) {
    return new Alert(
        texts(body.path("labels")), texts(body.path("annotations")), Call.at(body, "startsAt", at));
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
    return texts;
  }
}
