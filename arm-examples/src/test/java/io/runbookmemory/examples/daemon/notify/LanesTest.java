package io.runbookmemory.examples.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LanesTest {

  /** The nano clock may run over. */
  private static final long NOW = Long.MAX_VALUE - 10;

  private final Lanes lanes = new Lanes(NOW);

  @Test
  void whatIsNotTakenHoldsUpItsOwnIncidentAlone() {
    add("page", "one");
    add("page", "two");
    add("end", "one");

    Lanes.Waiting failed = next(0);
    assertThat(failed.notification().incident()).isEqualTo("one");
    lanes.again(failed, NOW);
    Lanes.Waiting other = next(0);
    assertThat(other.notification().incident()).isEqualTo("two");
    lanes.done(other, NOW);
    assertThat(lanes.isDue(NOW)).isFalse();
    assertThat(lanes.size()).isEqualTo(2);

    Lanes.Waiting again = next(1_000);
    assertThat(again.notification().key()).isEqualTo("page of one");
    lanes.done(again, NOW);
    assertThat(next(0).notification().key()).isEqualTo("end of one");
  }

  @Test
  void aTryComesLaterEachTimeAndAfterAMinuteAtMost() {
    add("page", "one");
    long at = NOW;
    long[] seconds = {1, 2, 4, 8, 16, 32, 60, 60};
    for (long pause : seconds) {
      lanes.again(Objects.requireNonNull(lanes.due(at)), at);
      long next = at + Duration.ofSeconds(pause).toNanos();
      assertThat(lanes.isDue(next - 1)).isFalse();
      assertThat(lanes.isDue(next)).isTrue();
      at = next;
    }
  }

  private void add(String what, String incident) {
    lanes.add(
        new Notification(
            1,
            what + " of " + incident,
            "team",
            false,
            Verdict.PAGE,
            what,
            what,
            Map.of(),
            incident,
            Instant.EPOCH,
            null),
        NOW);
  }

  private Lanes.Waiting next(long millis) {
    return Objects.requireNonNull(lanes.due(NOW + Duration.ofMillis(millis).toNanos()));
  }
}
