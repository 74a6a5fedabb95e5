package io.runbookmemory.examples.daemon.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status of HTTP
 * @param type of the body
 * @param body text
 * @param headers more of them, each of one line
 */
public record Reply(int status, String type, String body, Map<String, String> headers)
    implements Answer {

  /** Copies the map. */
  public Reply {
    headers = Map.copyOf(headers);
    headers.forEach(
        (name, value) -> {
          if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the header " + name + " must be of one line");
          }
        });
  }

  /** Returns JSON. */
  public static Reply json(int status, JsonNode body) {
    return new Reply(status, "application/json", body + "\n", Map.of());
  }

  /** Returns text of another type. */
  public static Reply text(String type, String body) {
    return new Reply(200, type, body, Map.of());
  }

  /**
   * Returns a problem (RFC 9457).
   *
   * @param title what kind of problem
   * @param detail what happened and what to do
   */
  public static Reply problem(int status, String title, String detail) {
    return problem(status, title, detail, "");
  }

  /** Returns a problem at a place of the request, such as {@code alerts[0].startsAt}. */
  public static Reply problem(int status, String title, String detail, String place) {
    ObjectNode problem = JsonNodeFactory.instance.objectNode();
    problem.put("type", "about:blank").put("title", title).put("status", status);
    problem.put("detail", detail);
    if (!place.isEmpty()) {
      problem.put("place", place);
    }
    return new Reply(status, "application/problem+json", problem + "\n", Map.of());
  }

  /** Returns the same with another header. */
  public Reply with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Reply(status, type, body, more);
  }
}
