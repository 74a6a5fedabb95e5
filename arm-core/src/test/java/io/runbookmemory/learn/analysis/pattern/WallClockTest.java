package io.runbookmemory.learn.analysis.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WallClockTest {

  private static final long FROM = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
  private static final long UNTIL = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu"
      })
  void itShowsWhatTheZoneShows(String name) {
    ZoneId zone = ZoneId.of(name);
    WallClock clock = new WallClock(zone, FROM, UNTIL);
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      long at = random.nextLong(FROM, UNTIL);
      ZonedDateTime there = Instant.ofEpochMilli(at).atZone(zone);
      long local = there.toLocalDateTime().toInstant(ZoneOffset.UTC).toEpochMilli();
      assertThat(clock.local(at)).as("%s in %s", there, name).isEqualTo(local);
      long week = there.plusWeeks(1).toInstant().toEpochMilli();
      boolean plain =
          there.plusWeeks(1).toLocalDateTime().equals(there.toLocalDateTime().plusWeeks(1))
              && zone.getRules().getValidOffsets(there.toLocalDateTime().plusWeeks(1)).size() == 1;
      if (plain) {
        assertThat(clock.plusDays(at, 7)).as("%s in %s", there, name).isEqualTo(week);
      } else {
        assertThat(Math.abs(clock.plusDays(at, 7) - week)).isLessThanOrEqualTo(WallClock.HOUR);
      }
    }
  }
}
