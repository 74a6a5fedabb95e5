package io.runbookmemory.examples.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.examples.daemon.config.ChannelPart;
import io.runbookmemory.examples.daemon.observe.DaemonMeters;
import io.runbookmemory.examples.daemon.observe.EventLog;
import io.runbookmemory.examples.daemon.observe.Tracing;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a sender says of itself once it tells nobody any more. */
@Timeout(60)
class SenderReadinessTest {

  private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final Outbox outbox = new Outbox(store.ledger(Tenant.DEFAULT));
  private final Lease lease =
      ((Acquisition.Granted)
              store.leases().acquire(new Claim("alerts", "this", Duration.ofMinutes(1))))
          .lease();
  private final DaemonMeters meters = new DaemonMeters();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void close() {
    meters.close();
  }

  private Surroundings around() {
    InstantSource clock = InstantSource.fixed(NOW);
    EventLog log = new EventLog(new PrintWriter(Writer.nullWriter()), clock);
    return new Surroundings(() -> lease, () -> true, meters, log, clock, Tracing.OFF);
  }

  private Notification queued(String channel) {
    Notification one =
        new Notification(
            1, "key", channel, false, Verdict.PAGE, "PAGE", "slow", Map.of(), null, NOW, null);
    store.ledger(Tenant.DEFAULT).append(List.of(outbox.entry(one)));
    return one;
  }

  /** A channel that does not answer until the test lets it. */
  private void hang(Notification one) {
    begun.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aCallThatLastsFarTooLongIsToldUntilItEnds() throws Exception {
    AtomicLong later = new AtomicLong();
    try (Sender sender =
        new Sender("team", this::hang, outbox, around(), () -> System.nanoTime() + later.get())) {
      assertThat(sender.fault()).isEmpty();
      sender.add(queued("team"));
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
      // No more than every call that is about to fail by itself.
      later.set(Duration.ofSeconds(60).toNanos());
      assertThat(sender.fault()).isEmpty();
      later.set(Duration.ofSeconds(150).toNanos());
      assertThat(sender.fault()).get().asString().matches("in one call for 1[5-9][0-9] s");

      end.countDown();

      await(sender, Optional.empty());
      assertThat(outbox.unsent()).isEmpty();
    }
  }

  @Test
  void aThreadThatEndedIsToldUntilItsSenderIsClosed() throws Exception {
    Channel broken =
        one -> {
          throw new StackOverflowError("a fault of no one notification");
        };
    Sender sender = new Sender("team", broken, outbox, around(), System::nanoTime);
    sender.add(queued("team"));
    await(sender, Optional.of("its thread has ended"));
    sender.close();
    assertThat(sender.fault()).isEmpty();
  }

  @Test
  void ofAllChannelsThoseAreNamedThatTellNobody() throws Exception {
    Channel broken =
        one -> {
          throw new StackOverflowError("a fault of no one notification");
        };
    Map<String, Channel> channels = Map.of(ChannelPart.LOG.name(), one -> {}, "night desk", broken);
    try (Senders senders = new Senders(channels, outbox, around())) {
      assertThat(senders.faults()).isEmpty();
      senders.send(queued("night desk"));
      for (int i = 0; i < 1_000 && senders.faults().isEmpty(); i++) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertThat(senders.faults()).containsExactly("night desk: its thread has ended");
    }
  }

  private static void await(Sender sender, Optional<String> fault) throws InterruptedException {
    for (int i = 0; i < 1_000 && !sender.fault().equals(fault); i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(sender.fault()).isEqualTo(fault);
  }
}
