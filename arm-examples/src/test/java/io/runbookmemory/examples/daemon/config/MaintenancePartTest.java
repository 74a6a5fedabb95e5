package io.runbookmemory.examples.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.alert.Alert;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenancePartTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** 2026-03-29 is the Sunday on which Berlin's clocks go from two to three. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-29T00:59:59Z, true",
    "2026-03-29T01:00:00Z, true",
    "2026-03-29T01:29:59Z, true",
    "2026-03-29T01:30:00Z, false",
    "2026-03-22T00:30:00Z, true",
    "2026-03-22T02:30:00Z, false",
    "2026-03-23T00:30:00Z, false",
    "2026-03-22T00:29:59Z, false",
  })
  void aWeeklyTimeIsByTheClockOnTheWall(Instant at, boolean covered) {
    MaintenancePart.Span sunday =
        new MaintenancePart.Weekly(
            Set.of(DayOfWeek.SUNDAY), LocalTime.parse("01:30"), LocalTime.parse("03:30"), BERLIN);

    assertThat(sunday.covers(at)).isEqualTo(covered);
  }

  /** 2026-10-25 is the Sunday on which they show the hour from two to three twice. */
  @ParameterizedTest
  @CsvSource({
    "01:30, 02:30, 2026-10-24T23:30:00Z, 2026-10-25T00:30:00Z",
    "02:15, 02:45, 2026-10-25T00:15:00Z, 2026-10-25T00:45:00Z",
    "02:30, 03:30, 2026-10-25T00:30:00Z, 2026-10-25T02:30:00Z",
    "03:00, 04:00, 2026-10-25T02:00:00Z, 2026-10-25T03:00:00Z",
  })
  void inTheHourThatIsThereTwiceAWeeklyTimeIsOnce(
      LocalTime from, LocalTime to, Instant begin, Instant end) {
    MaintenancePart.Span sunday =
        new MaintenancePart.Weekly(Set.of(DayOfWeek.SUNDAY), from, to, BERLIN);

    for (Instant at = Instant.parse("2026-10-24T22:00:00Z");
        at.isBefore(Instant.parse("2026-10-25T22:00:00Z"));
        at = at.plusSeconds(60)) {
      assertThat(sunday.covers(at))
          .as(at.toString())
          .isEqualTo(!at.isBefore(begin) && at.isBefore(end));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-06T22:00:00Z, true",
    "2026-03-07T00:59:59Z, true",
    "2026-03-07T01:00:00Z, false",
    "2026-03-07T22:30:00Z, false",
    "2026-03-06T00:30:00Z, false",
  })
  void aTimeOverMidnightBelongsToTheDayOnWhichItBegins(Instant at, boolean covered) {
    MaintenancePart.Span friday =
        new MaintenancePart.Weekly(
            Set.of(DayOfWeek.FRIDAY), LocalTime.parse("23:00"), LocalTime.parse("02:00"), BERLIN);

    assertThat(friday.covers(at)).isEqualTo(covered);
  }

  @Test
  void allLabelsMustBeThere() {
    Instant now = Instant.parse("2026-03-01T03:00:00Z");
    MaintenancePart part =
        new MaintenancePart(
            "move",
            Map.of("service", "cart", "env", "prod"),
            new MaintenancePart.Once(now, now.plusSeconds(60)));

    assertThat(part.covers(alert("cart", "prod"), now)).isTrue();
    assertThat(part.covers(alert("cart", "staging"), now)).isFalse();
    assertThat(part.covers(alert("cart", "prod"), now.plusSeconds(60))).isFalse();
  }

  private static Alert alert(String service, String env) {
    return new Alert(
        Map.of("alertname", "Slow", "service", service, "env", env), Map.of(), Instant.EPOCH);
  }
}
