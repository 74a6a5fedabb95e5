package io.runbookmemory.bench.alerts;

import io.runbookmemory.bench.measure.Timings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Sends alerts at a rate, each as a message of its own, and again until it is taken, as
 * Alertmanager does. For one thread.
 */
public final class AlertLoad implements AutoCloseable {

  private static final int SENDERS = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Supplier<URI> daemon;
  private final Random random;
  private final ExecutorService senders =
      Executors.newFixedThreadPool(
          SENDERS, Thread.ofPlatform().daemon().name("alertmanager-", 0).factory());
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  /** Those that were sent, in their order; an alert that fires is the last of its kind. */
  private final List<SentAlert> known = new ArrayList<>();

  private final Map<String, Long> sentAt = new HashMap<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger tries = new AtomicInteger();
  private int next;

  /**
   * Creates a load.
   *
   * @param daemon where to send, asked each time: after a restart it may be elsewhere
   * @param seed which alerts
   */
  public AlertLoad(Supplier<URI> daemon, long seed) {
    this.daemon = daemon;
    this.random = new Random(seed);
  }

  /**
   * Sends.
   *
   * @param perSecond how many
   * @param forSeconds how long
   * @param news the share of alerts that there were not yet; the rest change from firing to
   *     resolved and back
   * @param services among how many services new ones are spread; 0 for one each
   * @return how many were sent
   */
  public int send(double perSecond, double forSeconds, double news, int services)
      throws InterruptedException {
    long begin = System.nanoTime();
    int count = (int) (perSecond * forSeconds);
    for (int i = 0; i < count; i++) {
      long due = begin + (long) (i / perSecond * 1e9);
      long wait = due - System.nanoTime();
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
      SentAlert alert = known.isEmpty() || random.nextDouble() < news ? fresh(services) : changed();
      sentAt.putIfAbsent(alert.service(), System.nanoTime());
      senders.execute(() -> sendUntilTaken(alert));
    }
    return count;
  }

  private SentAlert fresh(int services) {
    int number = next++;
    String service = services == 0 ? "alone-" + number : "service-" + random.nextInt(services);
    String name = SentAlert.NAMES.get(number % SentAlert.NAMES.size());
    SentAlert alert = new SentAlert(name, service, now(), null);
    known.add(alert);
    return alert;
  }

  private SentAlert changed() {
    int which = random.nextInt(known.size());
    SentAlert last = known.get(which);
    SentAlert changed =
        last.endsAt() == null
            ? new SentAlert(last.name(), last.service(), last.startsAt(), now())
            : new SentAlert(last.name(), last.service(), now(), null);
    known.set(which, changed);
    return changed;
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private void sendUntilTaken(SentAlert alert) {
    String body = alert.message();
    try {
      while (!isTaken(body)) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
      taken.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isTaken(String body) throws InterruptedException {
    tries.incrementAndGet();
    HttpRequest request =
        HttpRequest.newBuilder(daemon.get().resolve("/webhooks/alertmanager"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits until all that was sent was taken. */
  public void awaitTaken(int count, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (taken.get() < count && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Returns how many were taken. */
  public int taken() {
    return taken.get();
  }

  /** Returns how often was tried. */
  public int tries() {
    return tries.get();
  }

  /**
   * Returns how long it took from sending to being told, for each service whose first alert was
   * told of.
   *
   * @param since alerts sent before this do not count, a {@link System#nanoTime}
   */
  public Timings told(Receiver receiver, long since) {
    Timings timings = new Timings();
    sentAt.forEach(
        (service, at) -> {
          long told = receiver.told(service);
          if (told >= 0 && at - since >= 0) {
            timings.add(told - at);
          }
        });
    return timings;
  }

  /** Returns to how many services was sent. */
  public int services() {
    return sentAt.size();
  }

  @Override
  public void close() {
    senders.shutdownNow();
    client.close();
  }
}
