package io.runbookmemory.bench.alerts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A group of Alertmanager's: it sends what is new of its alerts, with some of what it sent before,
 * one message after another. For one thread at a time.
 */
final class StormGroup {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_NEW = 4;
  private static final int SHARED_SERVICES = 12;

  /** Shares of what is new: of a service of its own, and the end of such a one. */
  private static final double ALONE = 0.12;

  private static final double ALONE_ENDS = 0.06;

  /** Messages that have something of before with them, and those that a second sender sends too. */
  private static final double REPEATS = 0.3;

  private static final double TWICE = 0.1;

  private final StormLoad load;
  private final int number;
  private final Random random;
  private final List<SentAlert> shared = new ArrayList<>();
  private final List<SentAlert> firing = new ArrayList<>();
  private final List<SentAlert> before = new ArrayList<>();
  private int next;

  StormGroup(StormLoad load, int number, long seed) {
    this.load = load;
    this.number = number;
    this.random = new Random(seed);
  }

  /** Sends so many alerts that are new, and returns when all of them were acknowledged. */
  void send(int alerts, double perSecond) throws InterruptedException {
    long begin = System.nanoTime();
    int sent = 0;
    while (sent < alerts) {
      long wait = begin + (long) (sent / perSecond * 1e9) - System.nanoTime();
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
      int news = Math.min(1 + random.nextInt(MOST_NEW), alerts - sent);
      List<SentAlert> message = new ArrayList<>();
      for (int i = 0; i < news; i++) {
        message.add(changed());
      }
      sent += news;
      deliver(message);
    }
  }

  private SentAlert changed() {
    double share = random.nextDouble();
    if (share < ALONE_ENDS && !firing.isEmpty()) {
      SentAlert fires = firing.remove(random.nextInt(firing.size()));
      SentAlert ended = new SentAlert(fires.name(), fires.service(), fires.startsAt(), now());
      load.alone.add(ended.occurrence());
      return ended;
    }
    if (share < ALONE_ENDS + ALONE) {
      SentAlert fires = new SentAlert(name(), "alone-" + number + "-" + next, now(), null);
      load.alone.add(fires.occurrence());
      firing.add(fires);
      return fires;
    }
    if (shared.size() < SHARED_SERVICES * 4) {
      String service = "service-" + number + "-" + random.nextInt(SHARED_SERVICES);
      SentAlert fires = new SentAlert(name(), service, now(), null);
      shared.add(fires);
      return fires;
    }
    int which = random.nextInt(shared.size());
    SentAlert last = shared.get(which);
    Instant end = last.endsAt() == null ? now() : null;
    Instant begin = end == null ? now() : last.startsAt();
    SentAlert changed = new SentAlert(last.name(), last.service(), begin, end);
    shared.set(which, changed);
    return changed;
  }

  private String name() {
    return SentAlert.NAMES.get((number + 16 * next++) % SentAlert.NAMES.size());
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  /** Sends a message until it is acknowledged, to the next daemon after a failure. */
  private void deliver(List<SentAlert> news) throws InterruptedException {
    List<SentAlert> alerts = new ArrayList<>(news);
    while (!before.isEmpty() && alerts.size() < 2 * MOST_NEW && random.nextDouble() < REPEATS) {
      alerts.add(before.get(random.nextInt(before.size())));
    }
    String body = SentAlert.message(alerts.stream().distinct().toList());
    int at = random.nextInt(load.daemons().size());
    if (load.daemons().size() > 1 && random.nextDouble() < TWICE) {
      URI other = load.daemons().get((at + 1) % load.daemons().size());
      Thread.ofPlatform().daemon().name("alertmanager-other").start(() -> sendOnce(other, body));
    }
    long pause = 50;
    while (!isAcknowledged(load.daemons().get(at), body)) {
      at = (at + 1) % load.daemons().size();
      TimeUnit.MILLISECONDS.sleep(pause);
      pause = Math.min(2 * pause, 1_000);
    }
    news.forEach(alert -> load.acknowledged.add(alert.occurrence()));
    before.addAll(news);
    while (before.size() > 64) {
      before.removeFirst();
    }
  }

  /** What the other one of the pair sends: where it fails, this one's is under way. */
  private void sendOnce(URI daemon, String body) {
    try {
      isAcknowledged(daemon, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAcknowledged(URI daemon, String body) throws InterruptedException {
    load.tries.incrementAndGet();
    HttpRequest request =
        HttpRequest.newBuilder(daemon.resolve("/webhooks/alertmanager"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = load.client().send(request, BodyHandlers.ofString());
      int status = response.statusCode();
      if (status >= 400 && status < 500 && status != 429) {
        load.refused.add(status + ": " + response.body());
      }
      return status / 100 == 2;
    } catch (IOException e) {
      return false;
    }
  }
}
