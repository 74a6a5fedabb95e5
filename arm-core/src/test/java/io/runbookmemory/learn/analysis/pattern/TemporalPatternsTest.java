package io.runbookmemory.learn.analysis.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalPatternsTest {

  private static final Signal LAG = Firings.signal("KafkaLag");

  private static LocalDate day(int day) {
    return Firings.FIRST.plusDays(day);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void mondaysFromNineToElevenAreOneStatementAcrossAChangeOfTheClock(long seed) {
    Firings firings = new Firings(seed).noise().scatter(LAG, 20);
    for (int day = 0; day < Firings.DAYS; day++) {
      if (day(day).getDayOfWeek() == DayOfWeek.MONDAY && firings.random.nextInt(10) < 7) {
        int seconds = firings.random.nextInt(7200);
        firings.fire(LAG, Firings.at(day(day).atTime(9, 0).plusSeconds(seconds)));
      }
    }

    List<Finding> found = firings.temporal();

    assertThat(found).as("seed %d", seed).hasSize(1);
    TemporalPattern one = (TemporalPattern) found.getFirst();
    assertThat(one.when()).isEqualTo(new When.Hours(Days.MONDAY, 9, 2, Firings.ZONE));
    assertThat(one.occasions()).isBetween(24L, 26L);
    assertThat(one.description())
        .contains("comes Mondays 09:00 to 11:00 Europe/Berlin: in ")
        .contains(" weeks, ");
  }

  @Test
  void aJobAtHalfPastTwoIsFoundThoughOneNightHasNoSuchTime() {
    Firings firings = new Firings(4).noise();
    for (int day = 0; day < Firings.DAYS; day++) {
      firings.fire(LAG, Firings.at(day(day).atTime(2, 30)));
    }

    // On 30 March the clock goes from 2 to 3, and the job runs at half past three.
    assertThat(firings.temporal())
        .singleElement()
        .satisfies(
            one -> {
              When when = ((TemporalPattern) one).when();
              assertThat(when).isEqualTo(new When.Hours(Days.EVERY_DAY, 2, 1, Firings.ZONE));
              assertThat(one.support()).isEqualTo(Firings.DAYS - 1);
            });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noiseAloneShowsNothing(long seed) {
    assertThat(new Firings(seed).noise().temporal()).as("seed %d", seed).isEmpty();
  }

  @Test
  void threeBadMondaysAreNoPattern() {
    Firings firings = new Firings(5).noise().scatter(LAG, 20);
    for (int week = 0; week < 3; week++) {
      for (int i = 0; i < 10; i++) {
        Instant at = Firings.at(day(5 + 7 * week).atTime(9, 0)).plusSeconds(i * 4000L);
        firings.fire(LAG, at);
      }
    }

    assertThat(firings.temporal()).isEmpty();
  }

  @Test
  void theLastDayOfTheMonthIsFoundAsThat() {
    Firings firings = new Firings(6).noise().scatter(LAG, 8);
    for (int month = 1; month <= 6; month++) {
      LocalDate last = LocalDate.of(2025, month, 1).plusMonths(1).minusDays(1);
      firings.fire(LAG, Firings.at(last.atTime(18, 0)));
    }

    assertThat(firings.temporal())
        .singleElement()
        .satisfies(
            one -> {
              When when = ((TemporalPattern) one).when();
              assertThat(when).isEqualTo(new When.MonthEdge(true, 1, Firings.ZONE));
              assertThat(one.support()).isEqualTo(6);
              assertThat(one.confidence()).isEqualTo(1);
            });
  }

  @Test
  void whatComesAfterDeploymentsIsSaidOnceAndNotOfTheHourOfDeploying() {
    Firings firings = new Firings(7).noise();
    List<DeploymentEvent> deployments = new ArrayList<>();
    for (int day = 0; day < Firings.DAYS; day++) {
      if (day(day).getDayOfWeek().getValue() <= 5 && firings.random.nextInt(3) == 0) {
        Instant at = Firings.at(day(day).atTime(10 + firings.random.nextInt(5), 0));
        deployments.add(new DeploymentEvent(at, "orders", "prod", "v" + day));
        if (firings.random.nextInt(10) < 6) {
          firings.fire(LAG, at.plusSeconds(60 + firings.random.nextInt(5000)));
        }
      }
    }

    List<Finding> found = new Patterns(Firings.POLICY).temporal(firings.log(), deployments);

    assertThat(found)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one).isInstanceOf(AfterDeployment.class);
              assertThat(one.signals()).containsExactly(LAG);
              assertThat(one.confidence()).isBetween(0.4, 0.8);
            });
  }

  @Test
  void whatComesAtTheHourOfDeployingIsNotBlamedOnTheDeployment() {
    Firings firings = new Firings(8).noise();
    List<DeploymentEvent> deployments = new ArrayList<>();
    for (int day = 0; day < Firings.DAYS; day++) {
      Instant at = Firings.at(day(day).atTime(10, 0));
      if (firings.random.nextInt(2) == 0) {
        deployments.add(new DeploymentEvent(at, "orders", "prod", "v" + day));
      }
      if (firings.random.nextInt(10) < 6) {
        firings.fire(LAG, at.plusSeconds(60 + firings.random.nextInt(3000)));
      }
    }

    List<Finding> found = new Patterns(Firings.POLICY).temporal(firings.log(), deployments);

    assertThat(found)
        .singleElement()
        .satisfies(
            one ->
                assertThat(((TemporalPattern) one).when())
                    .isEqualTo(new When.Hours(Days.EVERY_DAY, 10, 1, Firings.ZONE)));
  }
}
