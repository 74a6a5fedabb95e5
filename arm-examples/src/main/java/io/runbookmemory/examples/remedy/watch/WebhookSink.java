package io.runbookmemory.examples.remedy.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.error.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands alerts to the daemon's webhook in Alertmanager's form, in order, each until it is taken: so
 * they go the way of all others. Thread-safe.
 */
public final class WebhookSink implements AlertSink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookSink.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Of 4xx, what time or a person mends without the alert's being another one. */
  private static final Set<Integer> MENDED = Set.of(401, 403, 404, 408, 429);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final LinkedBlockingQueue<String> waiting = new LinkedBlockingQueue<>();
  private final URI webhook;
  private final HttpRequest request;
  private final InstantSource clock;
  private final Duration pause;
  private final Thread thread;

  /**
   * Begins to hand over.
   *
   * @param webhook where the daemon takes alerts
   * @param token the daemon's; null or blank for none
   * @throws ConfigurationException if no request can be made of them
   */
  public WebhookSink(URI webhook, @Nullable String token, InstantSource clock) {
    this(webhook, token, clock, PAUSE);
  }

  WebhookSink(URI webhook, @Nullable String token, InstantSource clock, Duration pause) {
    this.webhook = webhook;
    this.request = request(webhook, token == null ? "" : token.strip());
    this.clock = clock;
    this.pause = pause;
    this.thread = Thread.ofPlatform().name("arm-remedy-webhook").daemon().start(this::send);
  }

  /** Returns a request without a body yet, so that what cannot be sent is known at the start. */
  private static HttpRequest request(URI webhook, String token) {
    HttpRequest.Builder request;
    try {
      request =
          HttpRequest.newBuilder(webhook)
              .timeout(PATIENCE)
              .header("Content-Type", "application/json");
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          webhook.toString(), "the webhook must be an address of http or https: " + webhook, e);
    }
    try {
      return (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token))
          .build();
    } catch (IllegalArgumentException e) {
      // The cause has the token in its words.
      throw new ConfigurationException(
          webhook.toString(), "the webhook's token has characters that no header can carry");
    }
  }

  @Override
  public void firing(Alert alert) {
    waiting.add(message(alert, null));
  }

  @Override
  public void resolved(Alert alert) {
    waiting.add(message(alert, clock.instant()));
  }

  private static String message(Alert alert, @Nullable Instant end) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("version", "4");
    String status = end == null ? "firing" : "resolved";
    ObjectNode one = message.put("status", status).putArray("alerts").addObject();
    one.put("status", status).put("startsAt", alert.startsAt().toString());
    one.put("endsAt", end == null ? "0001-01-01T00:00:00Z" : end.toString());
    one.put("fingerprint", alert.fingerprint().value());
    ObjectNode labels = one.putObject("labels");
    alert.labels().forEach(labels::put);
    ObjectNode annotations = one.putObject("annotations");
    alert.annotations().forEach(annotations::put);
    return message.toString();
  }

  private void send() {
    try {
      while (true) {
        String message = waiting.take();
        while (!isPast(message)) {
          Thread.sleep(pause);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // It is closed.
    }
  }

  /** No fault of one ends the thread: then the daemon would hear of nothing that comes behind. */
  private boolean isPast(String message) throws InterruptedException {
    try {
      return isTaken(message);
    } catch (IOException e) {
      LOG.warn("{} does not answer, {} alerts wait: {}", webhook, waiting.size() + 1, e.toString());
    } catch (RuntimeException e) {
      LOG.error("{} was not asked, {} alerts wait", webhook, waiting.size() + 1, e);
    }
    return false;
  }

  private boolean isTaken(String message) throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(request, (name, value) -> true)
            .POST(HttpRequest.BodyPublishers.ofString(message))
            .build();
    int status = http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status / 100 == 2) {
      return true;
    }
    if (status / 100 == 4 && !MENDED.contains(status)) {
      LOG.warn("{} refuses an alert with {}: it is dropped", webhook, status);
      return true;
    }
    LOG.warn("{} answers with {}, {} alerts wait", webhook, status, waiting.size() + 1);
    return false;
  }

  @Override
  public void close() {
    thread.interrupt();
    http.shutdownNow();
  }
}
