package io.runbookmemory.learn.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.learn.analysis.pattern.AfterDeployment;
import io.runbookmemory.learn.analysis.pattern.Correlation;
import io.runbookmemory.learn.analysis.pattern.Days;
import io.runbookmemory.learn.analysis.pattern.TemporalPattern;
import io.runbookmemory.learn.analysis.pattern.When;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlookTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** A Saturday, on whose night the clock goes back from 3 to 2. */
  private static final Instant NOW = Instant.parse("2025-10-25T12:00:00Z");

  private static TemporalPattern comes(When when) {
    return new TemporalPattern(History.LAG, when, 14, 20, 8, -30);
  }

  @Test
  void anHourOfTheWeekIsExpectedByItsWallClock() {
    Outlook outlook = new Outlook(List.of(comes(new When.Hours(Days.MONDAY, 9, 2, BERLIN))));

    assertThat(outlook.next(NOW, Duration.ofDays(3), Outlook.Recent.NOTHING))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.from()).isEqualTo("2025-10-27T08:00:00Z");
              assertThat(one.until()).isEqualTo("2025-10-27T10:00:00Z");
              assertThat(one.probability()).isEqualTo(0.7);
            });
  }

  @Test
  void anHourThatTheClockShowsTwiceIsOneOccasion() {
    Outlook outlook = new Outlook(List.of(comes(new When.Hours(Days.EVERY_DAY, 2, 1, BERLIN))));

    assertThat(outlook.next(NOW, Duration.ofDays(1), Outlook.Recent.NOTHING))
        .singleElement()
        .satisfies(one -> assertThat(one.from()).isEqualTo("2025-10-26T00:00:00Z"));
  }

  @Test
  void anOccasionThatHasBegunIsExpectedUntilItIsOver() {
    Outlook outlook = new Outlook(List.of(comes(new When.Hours(Days.SATURDAY, 13, 2, BERLIN))));

    assertThat(outlook.next(NOW, Duration.ofHours(1), Outlook.Recent.NOTHING)).hasSize(1);
    assertThat(outlook.next(NOW.plusSeconds(3600), Duration.ofHours(1), Outlook.Recent.NOTHING))
        .isEmpty();
  }

  @Test
  void whatFiredAndWhatWasDeployedForetellWhatFollowsThem() {
    Correlation follows =
        new Correlation(
            History.LAG,
            History.ERRORS,
            true,
            40,
            50,
            12,
            new Correlation.Lag(
                Duration.ofMinutes(8), Duration.ofMinutes(14), Duration.ofMinutes(30)),
            -60);
    AfterDeployment after = new AfterDeployment(History.LAG, Duration.ofHours(2), 20, 40, 9, -40);
    Outlook outlook = new Outlook(List.of(follows, after));
    Outlook.Recent recent =
        new Outlook.Recent(
            List.of(
                new AlertEvent(NOW.minusSeconds(600), History.LAG),
                new AlertEvent(NOW.minusSeconds(7200), History.LAG)),
            List.of(new DeploymentEvent(NOW.minusSeconds(600), "orders", "prod", "v7")));

    assertThat(outlook.next(NOW, Duration.ofHours(6), recent))
        .extracting(Prediction::what)
        .containsExactly("Http5xx of checkout (prod, eu-1)", "KafkaLag of orders (prod, eu-1)");
    assertThat(outlook.next(NOW, Duration.ofHours(6), Outlook.Recent.NOTHING)).isEmpty();
  }
}
