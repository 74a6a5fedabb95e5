package io.runbookmemory.connectors.sli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Queries of a Prometheus, tried again while that may help. */
record PrometheusExchange(HttpClient client, URI base, @Nullable String token, Duration patience) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What RFC 9110 and RFC 6585 have for what a moment may mend. */
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  /** Each pause is up to twice the one before, at random, so that many do not collide. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  /** Ten thousand points of a hundred series have some 30 MB. */
  private static final int MAX_BYTES = 128 << 20;

  private static final int QUOTED = 300;

  /** What came back, or why nothing did. */
  private record Try(
      int status, ByteBuffer body, @Nullable Duration pause, @Nullable IOException fault) {

    String what() {
      return fault == null ? "status " + status : String.valueOf(fault.getMessage());
    }
  }

  /** Returns the answer, a matrix. */
  JsonNode range(String query, long from, long to, long step) {
    String root = base.toString();
    URI address =
        URI.create(
            (root.endsWith("/") ? root : root + "/")
                + "api/v1/query_range?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8)
                + "&start="
                + from
                + "&end="
                + to
                + "&step="
                + step);
    byte[] body = ask(address, query);
    JsonNode answer;
    try {
      answer = MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw strange("what is not JSON, or was cut short: " + quoted(e.getOriginalMessage()));
    } catch (IOException e) {
      throw strange("what is not JSON: " + e);
    }
    if (answer == null || !answer.path("status").asText().equals("success")) {
      throw strange("no success: " + quoted(said(body)));
    }
    JsonNode data = answer.path("data");
    if (!data.path("resultType").asText().equals("matrix") || !data.path("result").isArray()) {
      throw strange("a " + quoted(data.path("resultType").asText()) + " in place of a matrix");
    }
    return answer;
  }

  private byte[] ask(URI address, String query) {
    long end = System.nanoTime() + patience.toNanos();
    long pause = FIRST_PAUSE.toNanos();
    while (true) {
      Try done = attempt(address, end);
      if (done.fault() == null && done.status() == 200) {
        return done.body().array();
      }
      if (done.fault() == null && !PASSING.contains(done.status())) {
        throw refused(done, query);
      }
      long wait =
          done.pause() == null
              ? ThreadLocalRandom.current().nextLong(pause / 2, pause)
              : done.pause().toNanos();
      if (System.nanoTime() + wait >= end) {
        throw unavailable(done.what(), done.fault());
      }
      sleep(wait);
      pause *= 2;
    }
  }

  private Try attempt(URI address, long end) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofNanos(Math.max(1, end - System.nanoTime())))
            .header("Accept", "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    CompletableFuture<HttpResponse<Void>> sent =
        client.sendAsync(
            request.build(),
            HttpResponse.BodyHandlers.ofByteArrayConsumer(
                part -> part.ifPresent(bytes -> take(body, bytes))));
    try {
      HttpResponse<Void> response = sent.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      return new Try(
          response.statusCode(), ByteBuffer.wrap(body.toByteArray()), retryAfter(response), null);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException fault) {
        return new Try(0, ByteBuffer.allocate(0), null, fault);
      }
      if (e.getCause() instanceof ConfigurationException tooLong) {
        throw tooLong;
      }
      throw unavailable(String.valueOf(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw unavailable("no whole answer", e);
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw unavailable("the query was interrupted", e);
    }
  }

  private void take(ByteArrayOutputStream body, byte[] part) {
    if (body.size() + part.length > MAX_BYTES) {
      throw strange("more than " + MAX_BYTES + " bytes: select fewer series");
    }
    body.writeBytes(part);
  }

  /** A number of seconds; a date counts as none. */
  private static @Nullable Duration retryAfter(HttpResponse<?> response) {
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
      throw unavailable("the query was interrupted", e);
    }
  }

  private UnavailableException unavailable(String what, @Nullable Throwable cause) {
    return new UnavailableException(
        base.toString(),
        base
            + " must answer within "
            + patience.toSeconds()
            + " s, the last try ended with: "
            + quoted(what),
        cause);
  }

  private ConfigurationException refused(Try answer, String query) {
    String toDo =
        switch (answer.status()) {
          case 301, 302, 307, 308 -> "it has moved; give its new address";
          case 400, 422 -> "check the query " + query;
          case 401, 403 -> "check the token";
          case 404 -> "check the address, to which /api/v1/query_range is added";
          default -> "it refuses the query";
        };
    return new ConfigurationException(
        base.toString(),
        base
            + " answered with status "
            + answer.status()
            + ": "
            + toDo
            + "; it says: "
            + quoted(said(answer.body().array())));
  }

  private static String said(byte[] body) {
    try {
      String error = MAPPER.readTree(body).path("error").asText();
      return error.isBlank() ? new String(body, StandardCharsets.UTF_8) : error;
    } catch (IOException e) {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** The beginning of a server's words, which may repeat the token that it was sent. */
  String quoted(String said) {
    String safe = token == null ? said : said.replace(token, "[REDACTED:token]");
    return safe.length() <= QUOTED ? safe : safe.substring(0, QUOTED) + "…";
  }

  ConfigurationException strange(String what) {
    return new ConfigurationException(
        base.toString(), base + " must answer query_range as Prometheus does, gave " + what);
  }
}
