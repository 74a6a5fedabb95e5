package io.runbookmemory.connectors.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.text.Excerpt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One request for vectors, tried again while that may help. */
record Exchange(
    HttpClient client, URI endpoint, String model, @Nullable String apiKey, Duration patience) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What RFC 9110 and RFC 6585 have for what a moment may mend. */
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  /**
   * The first pause; each is up to twice the one before, at random, so that many do not collide.
   */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  /** How much of a server's words a message quotes. */
  private static final int QUOTED = 300;

  private record Failure(
      String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {}

  List<float[]> ask(List<String> texts) {
    String body = body(texts);
    long end = System.nanoTime() + patience.toNanos();
    long pause = FIRST_PAUSE.toNanos();
    while (true) {
      Failure failure;
      try {
        HttpResponse<String> response = client.send(request(body, end), text());
        if (response.statusCode() == 200) {
          return vectors(response.body(), texts.size());
        }
        if (!PASSING.contains(response.statusCode())) {
          throw refused(response);
        }
        failure = new Failure("status " + response.statusCode(), retryAfter(response), null);
      } catch (IOException e) {
        failure = new Failure(String.valueOf(e.getMessage()), null, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw unavailable("the request was interrupted", e);
      }
      Duration named = failure.retryAfter();
      long wait =
          named == null ? ThreadLocalRandom.current().nextLong(pause / 2, pause) : named.toNanos();
      if (System.nanoTime() + wait >= end) {
        throw unavailable(failure.message(), failure.cause());
      }
      sleep(wait);
      pause *= 2;
    }
  }

  private static HttpResponse.BodyHandler<String> text() {
    return HttpResponse.BodyHandlers.ofString();
  }

  private String body(List<String> texts) {
    ObjectNode body = MAPPER.createObjectNode().put("model", model).put("encoding_format", "float");
    texts.forEach(body.putArray("input")::add);
    return body.toString();
  }

  private HttpRequest request(String body, long end) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofNanos(Math.max(1, end - System.nanoTime())))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (apiKey != null) {
      request.header("Authorization", "Bearer " + apiKey);
    }
    return request.build();
  }

  /** A number of seconds; a date, which servers of this kind do not send, counts as none. */
  private static @Nullable Duration retryAfter(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("[0-9]{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(null);
  }

  private void sleep(long nanos) {
    try {
      Thread.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("the request was interrupted", e);
    }
  }

  private UnavailableException unavailable(String what, @Nullable Throwable cause) {
    return new UnavailableException(
        endpoint.toString(),
        endpoint
            + " must answer within "
            + patience.toSeconds()
            + " s, the last try ended with: "
            + without(what),
        cause);
  }

  private ArmException refused(HttpResponse<String> response) {
    String toDo =
        switch (response.statusCode()) {
          case 401, 403 -> "check the API key";
          case 404 -> "check the address and that it has the model " + model;
          case 413 -> "send fewer texts at a time, or smaller passages";
          default -> "it refuses the request";
        };
    return new ConfigurationException(
        endpoint.toString(),
        endpoint
            + " answered with status "
            + response.statusCode()
            + ": "
            + toDo
            + "; it says: "
            + without(Excerpt.beginning(said(response.body()), QUOTED)));
  }

  private static String said(String body) {
    try {
      JsonNode error = MAPPER.readTree(body).path("error");
      String message = error.isTextual() ? error.textValue() : error.path("message").asText();
      return message.isBlank() ? body : message;
    } catch (JsonProcessingException e) {
      return body;
    }
  }

  /** A server may say the key that it was sent. */
  private String without(String said) {
    return apiKey == null ? said : said.replace(apiKey, "[REDACTED:api-key]");
  }

  private List<float[]> vectors(String body, int wanted) {
    List<float @Nullable []> vectors = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      vectors.add(null);
    }
    try {
      int place = 0;
      for (JsonNode one : MAPPER.readTree(body).path("data")) {
        int index = one.path("index").asInt(place++);
        if (index < 0 || index >= wanted) {
          throw strange("a vector at " + index + " for " + wanted + " texts", null);
        }
        vectors.set(index, vector(one.path("embedding")));
      }
    } catch (JsonProcessingException e) {
      throw strange("what is not JSON: " + e.getOriginalMessage(), e);
    }
    List<float[]> all = new ArrayList<>();
    for (float[] vector : vectors) {
      if (vector == null) {
        throw strange("fewer vectors than the " + wanted + " texts", null);
      }
      all.add(vector);
    }
    return all;
  }

  private float[] vector(JsonNode numbers) {
    if (!numbers.isArray()) {
      throw strange("an embedding that is no list of numbers", null);
    }
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = numbers.get(i).floatValue();
    }
    return vector;
  }

  private ConfigurationException strange(String what, @Nullable Throwable cause) {
    return new ConfigurationException(
        endpoint.toString(),
        endpoint + " must answer as OpenAI's embeddings do, gave " + what,
        cause);
  }
}
