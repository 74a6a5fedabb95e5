package io.runbookmemory.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PastDaysTest {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private static long time(int day, int minute) {
    return day * Times.DAY + minute * MINUTE;
  }

  /** Ten-minute samples whose value is the day's number, remarkable as told. */
  private static PastDays days(long step, int count, double... levelAtNoon) {
    PastDays days = new PastDays(step);
    for (int day = 0; day < count; day++) {
      for (int minute = 0; minute < 1440; minute += 10) {
        double level = minute == 720 && day < levelAtNoon.length ? levelAtNoon[day] : 0;
        days.add(time(day, minute), day, level, level / 2);
      }
    }
    return days;
  }

  @Test
  void theSameTimeOfTheLastSevenDaysIsFound() {
    PastDays days = days(0, 9);

    assertThat(days.find(time(9, 300))).isEqualTo(7);
    assertThat(days.median(7)).isEqualTo(5);
    assertThat(days.find(time(9, 304))).as("a little late").isEqualTo(7);
    assertThat(days.find(time(1, 0))).isZero();
    assertThat(days(0, 3).find(time(3, 0))).isEqualTo(3);
    PastDays two = days(0, 2);
    assertThat(two.median(two.find(time(2, 0)))).isEqualTo(0.5);
  }

  @Test
  void whatCameOnTwoDaysIsAHabit() {
    assertThat(days(0, 3, 9, 0, 0).habitualLevel(time(3, 720))).isZero();
    PastDays twice = days(0, 3, 9, 0, 7);
    assertThat(twice.habitualLevel(time(3, 720))).isEqualTo(7);
    assertThat(twice.habitualStep(time(3, 720))).isEqualTo(3.5);
    assertThat(twice.habitualLevel(time(3, 740))).as("two slots later").isEqualTo(7);
    assertThat(twice.habitualLevel(time(3, 750))).as("three slots later").isZero();
    assertThat(days(0, 9, 9, 7).habitualLevel(time(9, 720))).as("eight days ago").isZero();
  }

  @Test
  void whatLiesBehindAGapIsForgotten() {
    PastDays days = days(0, 9, 5, 5, 5, 5, 5, 5, 5, 5, 5);
    days.add(time(30, 0), 30, 0, 0);

    assertThat(days.find(time(31, 0))).isEqualTo(1);
    assertThat(days.find(time(31, 10))).isZero();
    assertThat(days.habitualLevel(time(31, 720))).isZero();
  }

  @Test
  void aStepAboveSixHoursHasNoTimeOfDay() {
    PastDays days = new PastDays(0);
    for (int i = 0; i < 100; i++) {
      days.add(420L * i * MINUTE, i, 9, 9);
    }
    assertThat(days.find(42_000 * MINUTE)).isZero();
    assertThat(days.habitualStep(42_000 * MINUTE)).isZero();
    assertThat(days.slots()).isZero();
  }

  @Test
  void aFineStepTakesNoMoreThanOneOfTenSeconds() {
    PastDays days = new PastDays(1);
    days.add(0, 1, 0, 0);

    assertThat(days.slots()).isBetween(7 * 8640, 7 * 8640 + 10);
    assertThat(days(10 * MINUTE, 3).slots()).isEqualTo(days(0, 3).slots()).isLessThan(1020);
  }
}
