package io.runbookmemory.examples.daemon.api.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.daemon.http.Answer;
import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.Door;
import io.runbookmemory.examples.daemon.http.Guard;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.view.Output;
import java.util.Map;
import java.util.function.Function;

/**
 * The door of a route: it checks parameters and body by what the route says, and tells the log who
 * changed what.
 *
 * @param work answers what fits
 */
public record Operation(Route route, Backend backend, Function<Call, ? extends Answer> work)
    implements Door {

  @Override
  public String method() {
    return route.method();
  }

  @Override
  public String path() {
    return Route.ROOT + route.path();
  }

  @Override
  public Guard guard() {
    return new Guard.Least(route.least());
  }

  @Override
  public Answer answer(Asked asked) {
    for (Parameter parameter : route.parameters()) {
      if (parameter.inPath()) {
        parameter.check(asked.variable(parameter.name()));
      } else {
        asked.query(parameter.name()).ifPresent(parameter::check);
      }
    }
    for (String name : asked.queries()) {
      if (route.parameters().stream().noneMatch(one -> !one.inPath() && one.name().equals(name))) {
        throw new InvalidInputException(name.isEmpty() ? "query" : name, "is no parameter here");
      }
    }
    Answer answer = work.apply(new Call(asked, body(asked), backend.clock().instant()));
    if (answer instanceof Reply reply && !route.method().equals("GET")) {
      backend
          .log()
          .write(
              "api",
              Map.of(
                  "operation", route.id(),
                  "by", asked.caller().name(),
                  "path", path(asked),
                  "status", String.valueOf(reply.status())));
    }
    return answer;
  }

  private String path(Asked asked) {
    String path = path();
    for (Parameter parameter : route.parameters()) {
      if (parameter.inPath()) {
        path = path.replace("{" + parameter.name() + "}", asked.variable(parameter.name()));
      }
    }
    return path;
  }

  private JsonNode body(Asked asked) {
    String schema = route.takes();
    if (schema == null) {
      if (asked.body().length > 0) {
        throw new InvalidInputException("body", "must be empty here");
      }
      return Output.object();
    }
    JsonNode body = asked.json();
    Schemas.check(schema, body.toString());
    return body;
  }

  /** Returns that there is no such thing. */
  public static Reply missing(String what) {
    return Reply.problem(404, "Not found", "there is no such " + what);
  }
}
