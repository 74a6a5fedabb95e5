package io.runbookmemory.examples.daemon.api.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.guard.access.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All of an operation that callers see. The document of the API is made of it, and what comes is
 * checked by it.
 *
 * @param method of HTTP
 * @param path below {@code /api/v1}
 * @param id what programs call it
 * @param summary what people read
 * @param least who may
 * @param parameters of the path and the query
 * @param takes the schema of the body; null where there is none
 * @param answers the schema of the answer
 * @param type of the answer
 */
public record Route(
    String method,
    String path,
    String id,
    String summary,
    Role least,
    List<Parameter> parameters,
    @Nullable String takes,
    String answers,
    String type) {

  /** Where the API begins. */
  public static final String ROOT = "/api/v1";

  private static final String JSON = "application/json";

  /** Copies the list. */
  public Route {
    parameters = List.copyOf(parameters);
  }

  /** Returns one that looks. */
  public static Route get(String path, String id, String summary, String answers) {
    return new Route("GET", path, id, summary, Role.VIEWER, List.of(), null, answers, JSON);
  }

  /** Returns one that tells something, in a body. */
  public static Route post(String path, String id, String summary) {
    return new Route("POST", path, id, summary, Role.RESPONDER, List.of(), null, "Anything", JSON);
  }

  /** Returns one that takes something away. */
  public static Route delete(String path, String id, String summary, String answers) {
    return new Route("DELETE", path, id, summary, Role.RESPONDER, List.of(), null, answers, JSON);
  }

  /** Returns the same for a body and an answer of some schemas. */
  public Route of(String body, String answer) {
    return new Route(method, path, id, summary, least, parameters, body, answer, type);
  }

  /** Returns the same for another role. */
  public Route least(Role role) {
    return new Route(method, path, id, summary, role, parameters, takes, answers, type);
  }

  /** Returns the same, answered as it happens: server-sent events. */
  public Route streamed() {
    return new Route(
        method, path, id, summary, least, parameters, takes, answers, "text/event-stream");
  }

  /** Returns the same with parameters. */
  public Route with(Parameter... more) {
    return new Route(method, path, id, summary, least, Arrays.asList(more), takes, answers, type);
  }

  /** Returns it as OpenAPI writes it. */
  public ObjectNode described() {
    ObjectNode node = Output.object().put("operationId", id).put("summary", summary);
    String role = least.name().toLowerCase(Locale.ROOT);
    node.put("description", "Takes the role " + role + " or a higher one.").put("x-role", role);
    node.putArray("tags").add(path.split("/", -1)[1]);
    if (!parameters.isEmpty()) {
      var array = node.putArray("parameters");
      parameters.forEach(one -> array.add(one.described()));
    }
    if (takes != null) {
      ObjectNode body = node.putObject("requestBody").put("required", true);
      ObjectNode json = body.putObject("content").putObject(JSON);
      json.putObject("schema").put("$ref", Schemas.REFERENCE + takes);
    }
    ObjectNode responses = node.putObject("responses");
    ObjectNode good = responses.putObject("200").put("description", "Done.");
    ObjectNode answer = good.putObject("content").putObject(type);
    answer.putObject("schema").put("$ref", Schemas.REFERENCE + answers);
    responses.putObject("default").put("$ref", "#/components/responses/Problem");
    return node;
  }
}
