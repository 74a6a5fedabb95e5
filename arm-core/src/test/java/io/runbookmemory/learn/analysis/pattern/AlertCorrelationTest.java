package io.runbookmemory.learn.analysis.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertCorrelationTest {

  private static final Signal LAG = Firings.signal("KafkaLag");
  private static final Signal ERRORS = new Signal("Http5xx", new Place("checkout", "prod", "eu-1"));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatFollowsIsFoundWithItsDirection(long seed) {
    Firings firings = new Firings(seed).noise().followed(LAG, ERRORS, 25).scatter(ERRORS, 20);

    List<Finding> found = firings.correlations();

    assertThat(found).as("seed %d", seed).hasSize(1);
    Correlation one = (Correlation) found.getFirst();
    assertThat(one.first()).isEqualTo(LAG);
    assertThat(one.second()).isEqualTo(ERRORS);
    assertThat(one.leads()).isTrue();
    assertThat(one.confidence()).isGreaterThan(0.8);
    assertThat(one.lift()).isGreaterThan(10);
    assertThat(one.lags().usual()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(13));
    assertThat(one.place()).isEqualTo(new Place(null, "prod", "eu-1"));
    assertThat(one.description())
        .startsWith(
            "KafkaLag of orders is followed by Http5xx of checkout within 30 min (prod, eu-1)");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noiseAloneShowsNothing(long seed) {
    assertThat(new Firings(seed).noise().correlations()).as("seed %d", seed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void twoOfTheSameNightlyBatchAreNotCausedByEachOther(long seed) {
    Firings firings = new Firings(seed).noise();
    for (int day = 0; day < Firings.DAYS; day++) {
      Instant two = Firings.at(LocalDate.of(2025, 1, 1).plusDays(day).atTime(2, 0));
      if (firings.random.nextDouble() < 0.6) {
        firings.fire(LAG, two.plusSeconds(firings.random.nextInt(600)));
      }
      if (firings.random.nextDouble() < 0.6) {
        firings.fire(ERRORS, two.plusSeconds(600 + firings.random.nextInt(600)));
      }
    }

    assertThat(firings.correlations()).as("seed %d", seed).isEmpty();
  }

  @Test
  void twoOfTheSameEndOfTheMonthAreNotCausedByEachOther() {
    Firings firings = new Firings(4).noise();
    for (int month = 1; month <= 6; month++) {
      LocalDate last = LocalDate.of(2025, month, 1).plusMonths(1).minusDays(1);
      firings
          .fire(LAG, Firings.at(last.atTime(18, 5)))
          .fire(ERRORS, Firings.at(last.atTime(18, 9)));
    }

    assertThat(firings.correlations()).isEmpty();
  }

  @Test
  void aStormInWhichEverythingFiresShowsNothing() {
    Firings firings = new Firings(5).noise().scatter(LAG, 20).scatter(ERRORS, 20);
    for (int storm = 0; storm < 8; storm++) {
      Instant at = firings.anyTime();
      for (int i = 0; i < 20; i++) {
        firings.fire(Firings.signal("Noise" + i), at.plusSeconds(firings.random.nextInt(1700)));
      }
      firings.fire(LAG, at.plusSeconds(firings.random.nextInt(300)));
      firings.fire(ERRORS, at.plusSeconds(firings.random.nextInt(1700)));
    }

    assertThat(firings.correlations()).isEmpty();
  }

  @Test
  void anAlertThatFlapsAllNightIsOneObservation() {
    Firings firings = new Firings(6).noise();
    for (int night = 0; night < 3; night++) {
      Instant at = firings.anyTime();
      for (int i = 0; i < 40; i++) {
        firings.fire(LAG, at.plusSeconds(i * 600L)).fire(ERRORS, at.plusSeconds(i * 600L + 120));
      }
    }

    assertThat(firings.correlations()).isEmpty();
  }

  @Test
  void twoThatComeInEitherOrderComeTogether() {
    Firings firings = new Firings(7).noise();
    for (int i = 0; i < 40; i++) {
      Instant at = firings.anyTime();
      boolean swap = firings.random.nextBoolean();
      firings.fire(swap ? LAG : ERRORS, at).fire(swap ? ERRORS : LAG, at.plusSeconds(90));
    }

    assertThat(firings.correlations())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(((Correlation) one).leads()).isFalse();
              assertThat(one.description()).contains("come together");
            });
  }

  @Test
  void alertsOfTwoClustersAreNotCompared() {
    Signal elsewhere = new Signal("Http5xx", new Place("checkout", "prod", "us-1"));
    Firings firings = new Firings(8).noise().followed(LAG, elsewhere, 40);

    assertThat(firings.correlations()).isEmpty();
  }

  @Test
  void orderOfArrivalAndDuplicatesChangeNothing() {
    Firings firings = new Firings(9).noise().followed(LAG, ERRORS, 25);
    List<Finding> before = firings.correlations();
    List<AlertEvent> again = new ArrayList<>(firings.events);
    firings.events.addAll(again.subList(0, again.size() / 2));
    Collections.shuffle(firings.events, new Random(9));

    assertThat(firings.correlations()).isEqualTo(before).isNotEmpty();
  }
}
