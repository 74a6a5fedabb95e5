package io.runbookmemory.remember.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockTimesTest {

  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
  private final ClockTimes times = new ClockTimes(NOW, ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "since 2:47, 2026-11-20T02:47:00Z",
    "since about 02:47:30 UTC, 2026-11-20T02:47:30Z",
    "started at 15:00, 2026-11-20T15:00:00Z",
    "since 15:01, 2026-11-19T15:01:00Z",
    "since 14:05 CET, 2026-11-20T13:05:00Z",
    "from 9:14 am, 2026-11-20T09:14:00Z",
    "since 12 am, 2026-11-20T00:00:00Z",
    "since 3pm, 2026-11-20T15:00:00Z",
    "since yesterday 23:55, 2026-11-19T23:55:00Z",
    "since 10:00 PST, 2026-11-19T18:00:00Z",
    "since 09:00 America/New_York, 2026-11-20T14:00:00Z",
    "since 06:00+05:30, 2026-11-20T00:30:00Z",
    "began 2026-11-18T09:00:00Z, 2026-11-18T09:00:00Z",
    "since 2026-11-18 09:00 UTC, 2026-11-18T09:00:00Z",
  })
  void aTimeOfDayIsTheLatestOneNotAfterNow(String words, Instant expected) {
    assertThat(times.begun(words)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "since yesterday evening",
        "since the release",
        "since 2",
        "since 25:61",
        "since Monday 14:05",
        "since 3 March 14:05",
        "since 14:05 IST",
        "every night from 02:00",
        "since tomorrow 10:00",
        "since 2027-01-01 10:00",
        "since 16:9",
        "since 13 pm"
      })
  void whatCannotBeToldForSureIsNoTime(String words) {
    assertThat(times.begun(words)).isEmpty();
  }

  @Test
  void aTimeWithoutAZoneIsInTheZoneGiven() {
    ClockTimes berlin = new ClockTimes(NOW, ZoneId.of("Europe/Berlin"));

    assertThat(berlin.begun("since 14:05")).contains(Instant.parse("2026-11-20T13:05:00Z"));
    assertThat(berlin.begun("since 14:05 UTC")).contains(Instant.parse("2026-11-20T14:05:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "14:31 checkout down, 2026-11-20T14:31:00Z",
    "failed at 01:05, 2026-11-20T01:05:00Z",
    "outage 09:00-09:25 UTC, 2026-11-20T09:00:00Z",
    "refused 12:03 to 12:19 CET, 2026-11-20T11:03:00Z",
    "crashed 20 minutes ago, 2026-11-20T14:40:00Z",
    "down 2h ago, 2026-11-20T13:00:00Z"
  })
  void aTimeThatIsOnlySaidIsFoundToo(String words, Instant expected) {
    assertThat(times.said(words)).contains(expected);
  }
}
