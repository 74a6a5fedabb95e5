package io.runbookmemory.examples.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronScheduleTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 3 * * 0|2026-03-04T12:00:00Z|2026-03-08T02:00:00Z|sundays at three",
        "*/15 * * * *|2026-03-04T12:01:00Z|2026-03-04T12:15:00Z|every quarter of an hour",
        "30 1 1 * *|2026-03-04T12:00:00Z|2026-03-31T23:30:00Z|the first of the month, in summer",
        "0 9 * * 1-5|2026-03-06T12:00:00Z|2026-03-09T08:00:00Z|working days",
        "30 2 * * *|2026-03-28T12:00:00Z|2026-03-30T00:30:00Z|an hour that is left out",
        "30 2 * * *|2026-10-24T12:00:00Z|2026-10-25T00:30:00Z|an hour that is there twice",
        "30 2 * * *|2026-10-25T00:30:00Z|2026-10-26T01:30:00Z|and comes once",
      })
  void itIsNextByTheWallClock(String expression, Instant last, Instant next, String why) {
    assertThat(new CronSchedule(expression, BERLIN).next(Optional.of(last), last, last))
        .as(why)
        .isEqualTo(next);
  }

  @Test
  void whatNeverRanWaitsForItsFirstTimeAndWhatWasMissedIsDueAtOnce() {
    CronSchedule sundays = new CronSchedule("0 3 * * 0", BERLIN);
    Instant since = Instant.parse("2026-03-04T12:00:00Z");
    Instant monday = Instant.parse("2026-03-09T12:00:00Z");

    assertThat(sundays.next(Optional.empty(), since, since)).isEqualTo("2026-03-08T02:00:00Z");
    assertThat(sundays.next(Optional.empty(), since, monday)).isEqualTo(monday);
    assertThat(sundays.next(Optional.of(monday), since, monday)).isEqualTo("2026-03-15T02:00:00Z");
  }

  @Test
  void whatIsNoExpressionIsRefused() {
    assertThatThrownBy(() -> new CronSchedule("61 * * * *", BERLIN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CronSchedule("0 3 * *", BERLIN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
