package io.runbookmemory.examples.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.UnavailableException;
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who sends, and what is known afterwards of what was sent. */
@Timeout(60)
class SenderTest {

  private static final Instant T = Instant.parse("2026-03-01T03:00:00Z");

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final BreakingLedger ledger =
      new BreakingLedger(store.ledger(Tenant.DEFAULT), Outbox.STREAM);
  private final Lease lease = lease();
  private final Unwritten unwritten = new Unwritten();
  private final Outbox outbox = new Outbox(ledger, unwritten);

  private Lease lease() {
    Claim claim = new Claim("alerts", "one", Duration.ofMinutes(1));
    return ((Acquisition.Granted) store.leases().acquire(claim)).lease();
  }

  private static Notification notification(String key) {
    return new Notification(
        1, key, "team", false, Verdict.PAGE, "PAGE", "it is slow", Map.of(), null, T, null);
  }

  @Test
  void nobodyIsToldWhereTheLeaseIsNoLongerBelievedIn() throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>(List.of(true, false));
    InstantSource clock = InstantSource.fixed(T);
    Surroundings around =
        new Surroundings(
            () -> lease,
            () -> Boolean.TRUE.equals(answers.poll()),
            new DaemonMeters(),
            new EventLog(new PrintWriter(Writer.nullWriter()), clock),
            clock,
            Tracing.OFF);
    try (Sender sender =
        new Sender("team", one -> told.add(one.key()), outbox, around, System::nanoTime)) {
      sender.add(notification("a"));
      assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("a");
      sender.add(notification("b"));
      while (!answers.isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
    assertThat(told).isEmpty();
  }

  @Test
  void whatWasToldAndCouldNotBeWrittenDownIsWrittenBeforeAnythingIsSentAgain() {
    Notification one = notification("a");
    Outbox.Ended ended = new Outbox.Ended(one, T.plusSeconds(1), null);
    var unused = ledger.append(List.of(outbox.entry(one)));
    ledger.fails(2);
    assertThatThrownBy(() -> outbox.end(ended, lease)).isInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> unwritten.write(ledger, lease))
        .isInstanceOf(UnavailableException.class);
    assertThat(outbox.unsent()).containsExactly(one);

    unwritten.write(ledger, lease);

    assertThat(outbox.unsent()).isEmpty();
    assertThat(outbox.ended(T)).containsExactly(ended);
  }

  @Test
  void whatAnotherProcessToldMeanwhileStandsAsThatOneWroteIt() {
    Notification one = notification("a");
    Outbox.Ended theirs = new Outbox.Ended(one, T.plusSeconds(9), null);
    var unused = ledger.append(List.of(outbox.entry(one)));
    ledger.fails(1);
    assertThatThrownBy(() -> outbox.end(new Outbox.Ended(one, T, null), lease))
        .isInstanceOf(UnavailableException.class);
    assertThat(outbox.end(theirs, lease)).isTrue();

    unwritten.write(ledger, lease);

    assertThat(outbox.ended(T)).containsExactly(theirs);
  }
}
