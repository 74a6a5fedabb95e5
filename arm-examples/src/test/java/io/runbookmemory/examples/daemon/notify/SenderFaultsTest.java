package io.runbookmemory.examples.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.examples.daemon.observe.DaemonMeters;
import io.runbookmemory.examples.daemon.observe.EventLog;
import io.runbookmemory.examples.daemon.observe.Tracing;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.Ledger;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No fault of one notification holds up those behind it. */
@Timeout(60)
class SenderFaultsTest {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final Ledger ledger = store.ledger(Tenant.DEFAULT);
  private final Outbox outbox = new Outbox(ledger);
  private final Lease lease =
      ((Acquisition.Granted)
              store.leases().acquire(new Claim("alerts", "this", Duration.ofMinutes(1))))
          .lease();
  private final DaemonMeters meters = new DaemonMeters();
  private final List<String> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    meters.close();
  }

  @Test
  void whatHasAnEndOfAnotherDaemonHoldsUpNothingBehindIt() throws Exception {
    Notification one = queued("one");
    Notification two = queued("two");
    ledger.append(List.of(Outbox.ending(new Outbox.Ended(one, NOW.minusSeconds(9), null))));

    try (Sender sender = sender(() -> NOW)) {
      sender.add(one);
      sender.add(two);
      awaitNothing(sender);
    }
    assertThat(told).containsExactly("one", "two");
    assertThat(outbox.unsent()).isEmpty();
    assertThat(outbox.ended(Instant.MIN))
        .extracting(Outbox.Ended::at)
        .containsExactly(NOW.minusSeconds(9), NOW);
  }

  @Test
  void whoLostTheLeaseSendsNothingMoreThoughTheEndIsThere() throws Exception {
    Notification one = queued("one");
    ledger.append(List.of(Outbox.ending(new Outbox.Ended(one, NOW.minusSeconds(9), null))));

    try (Sender sender = sender(() -> NOW)) {
      assertThat(store.leases().release(lease)).isTrue();
      sender.add(one);
      sender.add(queued("two"));
      for (int i = 0; i < 1_000 && told.isEmpty(); i++) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      TimeUnit.MILLISECONDS.sleep(300);
      assertThat(told).containsExactly("one");
      assertThat(outbox.unsent()).extracting(Notification::key).containsExactly("two");
    }
  }

  @Test
  void aFaultOfOneIsTriedAgainAndEndsNothing() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    InstantSource faulty =
        () -> {
          if (looks.getAndIncrement() == 0) {
            throw new IllegalStateException("no clock");
          }
          return NOW;
        };
    try (Sender sender = sender(faulty)) {
      sender.add(queued("one"));
      sender.add(queued("two"));
      awaitNothing(sender);
    }
    assertThat(told).containsExactly("one", "two", "one");
    assertThat(outbox.unsent()).isEmpty();
  }

  private Sender sender(InstantSource clock) {
    EventLog log = new EventLog(new PrintWriter(new StringWriter()), () -> NOW);
    return new Sender(
        "team",
        one -> told.add(one.key()),
        outbox,
        new Surroundings(() -> lease, () -> true, meters, log, clock, Tracing.OFF),
        System::nanoTime);
  }

  private Notification queued(String key) {
    Notification one =
        new Notification(1, key, "team", false, Verdict.PAGE, key, key, Map.of(), key, NOW, null);
    ledger.append(List.of(outbox.entry(one)));
    return one;
  }

  private static void awaitNothing(Sender sender) throws InterruptedException {
    for (int i = 0; i < 1_000 && sender.waiting() > 0; i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(sender.waiting()).isZero();
  }
}
