package io.runbookmemory.examples.daemon.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.api.route.Schemas;
import io.runbookmemory.examples.view.Output;
import java.util.List;
import java.util.Locale;

/** The document of the API, as OpenAPI 3.1 has it, made of its routes. */
final class OpenApi {

  private OpenApi() {}

  static ObjectNode of(List<Route> routes) {
    ObjectNode node = Output.object().put("openapi", "3.1.0");
    node.putObject("info")
        .put("title", "ARM")
        .put("version", "1")
        .put("summary", "What an on-call team remembers, recalls, plans and learns.")
        .put(
            "description",
            "Errors are problems (RFC 9457). Lists have items, and next where there are more.");
    node.putArray("servers").addObject().put("url", "/");
    node.putArray("security").addObject().putArray("bearer");
    ObjectNode paths = node.putObject("paths");
    for (Route route : routes) {
      paths
          .withObject("/" + escaped(Route.ROOT + route.path()))
          .set(route.method().toLowerCase(Locale.ROOT), route.described());
    }
    ObjectNode components = node.putObject("components");
    ObjectNode bearer = components.putObject("securitySchemes").putObject("bearer");
    bearer.put("type", "http").put("scheme", "bearer");
    bearer.put("description", "A token of access.tokens, or of the identity provider.");
    ObjectNode problem = components.putObject("responses").putObject("Problem");
    problem.put("description", "It was not done: why, and at which place of the request.");
    problem
        .putObject("content")
        .putObject("application/problem+json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
    components.set("schemas", Schemas.all());
    return node;
  }

  /** Returns a name as a JSON Pointer writes it (RFC 6901). */
  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
