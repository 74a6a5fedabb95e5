package io.runbookmemory.bench.alerts;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Alertmanager in a storm, as its groups send: each group its messages one after another, a message
 * again until one of the daemons acknowledged it. Where there are several daemons a message goes to
 * any of them, as a service in front of them has it, after a failure to the next; and one message
 * in ten goes to two at once, as a pair of Alertmanagers does whose gossip is late. Thread-safe.
 */
public final class StormLoad implements AutoCloseable {

  private static final int GROUPS = 16;

  private final List<URI> daemons;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final List<StormGroup> groups = new ArrayList<>();

  final AtomicInteger tries = new AtomicInteger();

  /** Alerts whose message was acknowledged, by {@link SentAlert#occurrence}. */
  final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  /** Those of them that fold with no other: whoever is told must be told of each. */
  final Set<String> alone = ConcurrentHashMap.newKeySet();

  /** What a daemon refused for good, in words. */
  final Set<String> refused = ConcurrentHashMap.newKeySet();

  /**
   * Creates a load.
   *
   * @param daemons where to send
   * @param seed which alerts
   */
  public StormLoad(List<URI> daemons, long seed) {
    this.daemons = List.copyOf(daemons);
    Random random = new Random(seed);
    for (int i = 0; i < GROUPS; i++) {
      groups.add(new StormGroup(this, i, random.nextLong()));
    }
  }

  /**
   * Sends a storm, and begins to return at once.
   *
   * @param alerts how many
   * @param perSecond as fast at most
   * @return zero once all of it was acknowledged
   */
  public CountDownLatch send(int alerts, double perSecond) {
    CountDownLatch under = new CountDownLatch(GROUPS);
    IntConsumer each =
        which -> {
          int share = alerts / GROUPS + (which < alerts % GROUPS ? 1 : 0);
          try {
            groups.get(which).send(share, perSecond / GROUPS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            under.countDown();
          }
        };
    for (int i = 0; i < GROUPS; i++) {
      int which = i;
      Thread.ofPlatform().daemon().name("alertmanager-" + i).start(() -> each.accept(which));
    }
    return under;
  }

  HttpClient client() {
    return client;
  }

  List<URI> daemons() {
    return daemons;
  }

  /** Returns how many were acknowledged. */
  public int acknowledged() {
    return acknowledged.size();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
