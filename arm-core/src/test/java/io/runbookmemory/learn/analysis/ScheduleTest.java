package io.runbookmemory.learn.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.learn.analysis.Schedule.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOON = Instant.parse("2026-03-28T11:00:00Z");

  private static Instant next(Schedule schedule, String last, Instant now) {
    return schedule.next(Optional.of(Instant.parse(last)), now, now);
  }

  private static QuietHours quiet(int from, int until) {
    return new QuietHours(LocalTime.of(from, 0), LocalTime.of(until, 0), BERLIN);
  }

  @Test
  void whatNeverRanIsDueAtOnceAndThenSoLongAfterItsLastRun() {
    Schedule hourly = Schedule.every(Duration.ofHours(1));

    assertThat(hourly.next(Optional.empty(), NOON, NOON)).isEqualTo(NOON);
    assertThat(next(hourly, "2026-03-28T10:30:00Z", NOON)).isEqualTo("2026-03-28T11:30:00Z");
    assertThat(next(hourly, "2026-03-28T10:00:00Z", NOON)).isEqualTo(NOON);
    assertThat(next(hourly, "2026-03-01T10:00:00Z", NOON)).as("missed").isEqualTo(NOON);
  }

  @Test
  void whatIsDueByDayWaitsForTheNextQuietHour() {
    Schedule nightly = Schedule.every(Duration.ofHours(2)).within(quiet(1, 5));

    assertThat(nightly.next(Optional.empty(), NOON, NOON)).isEqualTo("2026-03-29T00:00:00Z");
    assertThat(next(nightly, "2026-03-28T00:00:00Z", Instant.parse("2026-03-28T02:10:00Z")))
        .isEqualTo("2026-03-28T02:10:00Z");
    assertThat(next(nightly, "2026-03-28T02:30:00Z", Instant.parse("2026-03-28T02:40:00Z")))
        .as("its two hours end after the quiet ones")
        .isEqualTo("2026-03-29T00:00:00Z");
  }

  @Test
  void quietHoursPastMidnightAreOneNight() {
    Schedule nightly = Schedule.every(Duration.ofHours(1)).within(quiet(22, 5));

    assertThat(nightly.next(Optional.empty(), NOON, NOON)).isEqualTo("2026-03-28T21:00:00Z");
    Instant early = Instant.parse("2026-03-28T02:00:00Z");
    assertThat(nightly.next(Optional.empty(), early, early)).isEqualTo(early);
  }

  @Test
  void hoursThatTheClockLeavesOutAreThereTheNextDay() {
    Schedule schedule = Schedule.every(Duration.ofHours(1)).within(quiet(2, 3));

    assertThat(schedule.next(Optional.empty(), NOON, NOON))
        .as("02:00 to 03:00 is left out on 2026-03-29")
        .isEqualTo("2026-03-30T00:00:00Z");
  }

  @Test
  void hoursOfWhichTheClockLeavesOutTheFirstBeginAfterTheGap() {
    QuietHours hours = new QuietHours(LocalTime.of(2, 30), LocalTime.of(3, 15), BERLIN);
    Schedule schedule = Schedule.every(Duration.ofHours(1)).within(hours);

    assertThat(schedule.next(Optional.empty(), NOON, NOON)).isEqualTo("2026-03-29T01:00:00Z");
  }

  @Test
  void hoursThatTheClockShowsTwiceAreQuietTwice() {
    Schedule doubled = Schedule.every(Duration.ofMinutes(1)).within(half(LocalTime.of(2, 0)));
    Schedule across = Schedule.every(Duration.ofMinutes(1)).within(half(LocalTime.of(1, 0)));
    Instant between = Instant.parse("2026-10-25T00:45:00Z");
    Instant after = Instant.parse("2026-10-25T01:45:00Z");

    for (Schedule schedule : List.of(doubled, across)) {
      assertThat(schedule.next(Optional.empty(), between, between))
          .as("02:00 to 02:30 comes again at 01:00Z")
          .isEqualTo("2026-10-25T01:00:00Z");
    }
    assertThat(doubled.next(Optional.empty(), after, after)).isEqualTo("2026-10-26T01:00:00Z");
  }

  private static QuietHours half(LocalTime from) {
    return new QuietHours(from, LocalTime.of(2, 30), BERLIN);
  }

  @Test
  void whatCannotBeSaysWhy() {
    assertThatThrownBy(() -> Schedule.every(Duration.ZERO)).hasMessageContaining("got PT0S");
    assertThatThrownBy(() -> quiet(3, 3)).hasMessageContaining("got 03:00");
  }
}
