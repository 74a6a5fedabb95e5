package io.runbookmemory.examples.daemon.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {

  private final AtomicLong nanos = new AtomicLong(-5);
  private final RateLimit limit = new RateLimit(nanos::get);

  @Test
  void aBurstIsLetThroughAndThenAsManyAMinute() {
    for (int i = 0; i < 3; i++) {
      assertThat(limit.take("ann", 3, 60)).isEmpty();
    }
    assertThat(limit.take("ann", 3, 60)).contains(Duration.ofSeconds(1));
    assertThat(limit.take("bob", 3, 60)).isEmpty();
    nanos.addAndGet(Duration.ofMillis(400).toNanos());
    assertThat(limit.take("ann", 3, 60)).contains(Duration.ofMillis(600));
    nanos.addAndGet(Duration.ofMillis(600).toNanos());
    assertThat(limit.take("ann", 3, 60)).isEmpty();
    assertThat(limit.take("ann", 3, 60)).isPresent();
  }

  @Test
  void aLongPauseFillsTheBucketAndNoMore() {
    assertThat(limit.take("ann", 2, 60)).isEmpty();
    nanos.addAndGet(Duration.ofDays(1).toNanos());
    assertThat(limit.take("ann", 2, 60)).isEmpty();
    assertThat(limit.take("ann", 2, 60)).isEmpty();
    assertThat(limit.take("ann", 2, 60)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.255.3, true",
    "10.1.0.0/16, 10.2.0.3, false",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "10.1.2.128/25, 10.1.2.127, false",
    "0.0.0.0/0, 192.0.2.1, true",
    "0.0.0.0/0, ::1, false",
    "fd00::/8, fd12::7, true",
    "fd00::/8, fe80::7, false",
  })
  void aSubnetHasTheAddressesThatBeginLikeIt(String subnet, String address, boolean has)
      throws Exception {
    assertThat(Subnet.of(subnet).contains(InetAddress.getByName(address))).isEqualTo(has);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "", "1.2.3.4.5"})
  void whatIsNoAddressIsRefusedAndNotLookedUp(String text) {
    assertThatThrownBy(() -> Subnet.of(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("10.1.0.0/16");
  }
}
