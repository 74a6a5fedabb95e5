package io.runbookmemory.examples.remedy.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.alert.Alert;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final LinkedBlockingQueue<String> waiting = new LinkedBlockingQueue<>();
  private final URI webhook;
  private final @Nullable String token;
  private final InstantSource clock;
  private final Thread thread;

  public WebhookSink(URI webhook, @Nullable String token, InstantSource clock) {
    this.webhook = webhook;
    this.token = token;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("arm-remedy-webhook").daemon().start(this::send);
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
        while (!isTaken(message)) {
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // It is closed.
    }
  }

  private boolean isTaken(String message) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(webhook)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(message));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 == 4 && status != 429) {
        LOG.warn("{} refuses an alert with {}: it is dropped", webhook, status);
        return true;
      }
      return status / 100 == 2;
    } catch (IOException e) {
      LOG.warn("{} does not answer, {} alerts wait: {}", webhook, waiting.size() + 1, e.toString());
      return false;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    http.shutdownNow();
  }
}
