package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.runbookmemory.examples.daemon.api.route.Schemas;
import io.runbookmemory.examples.view.Output;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Calls the API, and holds every answer to the schema that the API's document has for it. */
final class ApiClient {

  static final String ROOT = "/api/v1";

  private final RunningDaemon daemon;
  private final List<String> headers;

  ApiClient(RunningDaemon daemon, String... headers) {
    this.daemon = daemon;
    this.headers = List.of(headers);
  }

  /** An operation as the document has it. */
  record Described(String method, String path, JsonNode node) {

    boolean hasBody() {
      return node.has("requestBody");
    }

    boolean isOf(String someMethod, String somePath) {
      return method.equals(someMethod) && somePath.matches(path.replaceAll("\\{\\w+}", "[^/]+"));
    }

    /** Returns the path with the variables filled. */
    String filled(String value) {
      return path.replaceAll("\\{\\w+}", Matcher.quoteReplacement(value));
    }

    List<JsonNode> parameters(String in) {
      return StreamSupport.stream(node.path("parameters").spliterator(), false)
          .filter(one -> one.path("in").asText().equals(in))
          .toList();
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  JsonNode document() {
    return json(send("GET", "/openapi.json", null));
  }

  List<Described> operations() {
    return operations(document());
  }

  static List<Described> operations(JsonNode document) {
    return document.path("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .map(
                        one ->
                            new Described(
                                one.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                one.getValue())))
        .sorted(Comparator.comparingInt(one -> one.parameters("path").size()))
        .toList();
  }

  HttpResponse<String> send(String method, String path, @Nullable String body) {
    HttpRequest.Builder request = daemon.request(ROOT + path);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .method(method, BodyPublishers.ofString(body))
          .header("Content-Type", "application/json");
    }
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    HttpResponse<String> response = daemon.send(request);
    if (!path.equals("/openapi.json")) {
      check(method, path, response);
    }
    return response;
  }

  private void check(String method, String path, HttpResponse<String> response) {
    String whole = ROOT + path.split("\\?", 2)[0];
    String schema = "Problem";
    if (response.statusCode() == 200) {
      Described found =
          operations().stream().filter(one -> one.isOf(method, whole)).findFirst().orElseThrow();
      String reference =
          found.node().at("/responses/200/content/application~1json/schema/$ref").asText();
      schema = reference.substring(reference.lastIndexOf('/') + 1);
    } else {
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
    }
    assertThat(Schemas.violations(schema, response.body()))
        .as(method + " " + path + " " + response.body())
        .isEmpty();
  }

  JsonNode get(String path) {
    return json(send("GET", path, null));
  }

  JsonNode post(String path, String body) {
    return json(send("POST", path, body));
  }

  JsonNode post(String path, Map<String, String> body) {
    return post(
        path,
        body.entrySet().stream()
            .map(one -> quoted(one.getKey()) + ":" + quoted(one.getValue()))
            .collect(Collectors.joining(",", "{", "}")));
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  JsonNode delete(String path) {
    return json(send("DELETE", path, null));
  }

  private static JsonNode json(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Output.parse(response.body());
  }
}
