package io.runbookmemory.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.replay.incident.Expectation;
import io.runbookmemory.replay.incident.ReplayIncident;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockTimesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static ReplayIncident incident(String from, String to) {
    return new ReplayIncident(
        "A",
        "a",
        Instant.parse(from),
        Instant.parse(to),
        true,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Expectation.NONE);
  }

  private static ClockTimes times(ZoneId zone, ReplayIncident... incidents) {
    return new ClockTimes(List.of(incidents), zone);
  }

  @ParameterizedTest
  @CsvSource({
    "02:51, 2026-03-14T02:51:00Z, 60",
    "02:51:30, 2026-03-14T02:51:30Z, 1",
    "03:51+01:00, 2026-03-14T02:51:00Z, 60",
    "02:51Z, 2026-03-14T02:51:00Z, 60",
    "2026-03-14T02:51, 2026-03-14T02:51:00Z, 60",
    "2026-03-20T02:51:00Z, 2026-03-20T02:51:00Z, 1",
  })
  void aTimeMeansOneMoment(String text, String from, long seconds) {
    Moment moment =
        times(ZoneOffset.UTC, incident("2026-03-14T02:30:00Z", "2026-03-14T04:00:00Z")).read(text);

    assertThat(moment.from()).isEqualTo(from);
    assertThat(moment.to()).isEqualTo(moment.from().plusSeconds(seconds));
    assertThat(moment.holds(moment.from())).isTrue();
    assertThat(moment.holds(moment.to())).isFalse();
  }

  @Test
  void theDayIsTheOneOnWhichItLiesInAWindow() {
    ClockTimes night = times(BERLIN, incident("2026-03-14T22:30:00Z", "2026-03-15T01:00:00Z"));

    assertThat(night.read("23:45").from()).isEqualTo("2026-03-14T22:45:00Z");
    assertThat(night.read("00:15").from()).isEqualTo("2026-03-14T23:15:00Z");
    assertThat(night.show(Instant.parse("2026-03-14T23:15:00Z"))).isEqualTo("00:15");
    assertThat(night.day(Instant.parse("2026-03-14T23:15:00Z"))).startsWith("2026-03-15 (Europe");
  }

  @Test
  void aTimeInNoWindowIsRefused() {
    ClockTimes times = times(BERLIN, incident("2026-03-14T02:30:00Z", "2026-03-14T04:00:00Z"));

    assertThatThrownBy(() -> times.read("02:51"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a time must lie in a window of the replay, got 02:51 in Europe/Berlin; the windows are"
                + " 2026-03-14T02:30:00Z to 2026-03-14T04:00:00Z");
  }

  @Test
  void anHourThatClocksSkipIsInNoWindow() {
    ClockTimes times = times(BERLIN, incident("2026-03-29T00:30:00Z", "2026-03-29T02:00:00Z"));

    assertThatThrownBy(() -> times.read("02:30")).hasMessageContaining("must lie in a window");
    assertThat(times.read("03:10").from()).isEqualTo("2026-03-29T01:10:00Z");
  }

  @Test
  void anHourThatClocksShowTwiceIsRefusedUnlessItsOffsetIsWritten() {
    ClockTimes times = times(BERLIN, incident("2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z"));

    assertThatThrownBy(() -> times.read("02:30"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a time must mean one instant, got 02:30 in Europe/Berlin, which is"
                + " 2026-10-25T00:30:00Z or 2026-10-25T01:30:00Z; write which");
    assertThat(times.read("02:30+01:00").from()).isEqualTo("2026-10-25T01:30:00Z");
  }

  @Test
  void aTimeOfTwoDaysIsRefused() {
    ClockTimes times =
        times(
            ZoneOffset.UTC,
            incident("2026-03-14T02:30:00Z", "2026-03-14T04:00:00Z"),
            incident("2026-03-16T02:30:00Z", "2026-03-16T04:00:00Z"));

    assertThatThrownBy(() -> times.read("02:51"))
        .hasMessageContaining("2026-03-14T02:51:00Z or 2026-03-16T02:51:00Z");
    assertThat(times.read("2026-03-16T02:51").from()).isEqualTo("2026-03-16T02:51:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2:51", "02:51 UTC", "", "25:00", "2026-02-30T02:51", "02:51+19:00"})
  void whatIsNoTimeIsRefused(String text) {
    ClockTimes times = times(BERLIN, incident("2026-03-14T02:30:00Z", "2026-03-14T04:00:00Z"));

    assertThatThrownBy(() -> times.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a time must be ")
        .hasMessageContaining("\"" + text + "\"");
  }
}
