package io.runbookmemory.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * One request. Immutable.
 *
 * @param method GET, POST, …
 * @param path added to the endpoint's address, already encoded; or an address of the same server
 * @param query {@code name=value} pairs, encoded, joined by {@code &}
 * @param headers besides those of the endpoint
 * @param body null for none; read anew at each try
 * @param repeatable whether sending it twice does no more than sending it once
 * @param advice what to do about a status
 */
public record Call(
    String method,
    String path,
    String query,
    Map<String, String> headers,
    @Nullable BodyPublisher body,
    boolean repeatable,
    Map<Integer, String> advice) {

  /** Copies the maps. */
  public Call {
    headers = Map.copyOf(headers);
    advice = Map.copyOf(advice);
  }

  /** Returns a request that only looks. */
  public static Call get(String path) {
    return new Call("GET", path, "", Map.of(), null, true, Map.of());
  }

  /** Returns a request with a body of JSON, sent once. */
  public static Call json(String method, String path, JsonNode body) {
    Map<String, String> type = Map.of("Content-Type", "application/json");
    return new Call(method, path, "", type, text(body.toString()), false, Map.of());
  }

  /** Returns a request with some bytes as its body, sent once. */
  public static Call bytes(String method, String path, byte[] body) {
    Map<String, String> type = Map.of("Content-Type", "application/octet-stream");
    return new Call(
        method, path, "", type, BodyPublishers.ofByteArray(body.clone()), false, Map.of());
  }

  private static BodyPublisher text(String body) {
    return BodyPublishers.ofString(body);
  }

  /** Returns a request with the fields of a form, sent once. */
  public static Call form(String path, Map<String, String> fields) {
    StringJoiner body = new StringJoiner("&");
    fields.forEach((name, value) -> body.add(encode(name) + "=" + encode(value)));
    Map<String, String> type = Map.of("Content-Type", "application/x-www-form-urlencoded");
    return new Call("POST", path, "", type, text(body.toString()), false, Map.of());
  }

  /** Returns the request with another method, one that does no more when it is sent twice. */
  public Call method(String other) {
    return new Call(other, path, query, headers, body, repeatable, advice);
  }

  /** Returns the request with a parameter more. */
  public Call with(String name, Object value) {
    String pair = encode(name) + "=" + encode(value.toString());
    String more = query.isEmpty() ? pair : query + "&" + pair;
    return new Call(method, path, more, headers, body, repeatable, advice);
  }

  /** Returns the request with a header more. */
  public Call header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Call(method, path, query, more, body, repeatable, advice);
  }

  /** Returns the request, which may be sent twice. */
  public Call asRepeatable() {
    return new Call(method, path, query, headers, body, true, advice);
  }

  /** Returns the request with what to do about a status. */
  public Call advice(int status, String toDo) {
    Map<Integer, String> more = new LinkedHashMap<>(advice);
    more.put(status, toDo);
    return new Call(method, path, query, headers, body, repeatable, more);
  }

  /** Returns a text as it stands in a path or a query. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
