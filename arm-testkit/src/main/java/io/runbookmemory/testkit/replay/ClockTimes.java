package io.runbookmemory.testkit.replay;

import io.runbookmemory.replay.incident.ReplayIncident;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Times as people say them of incidents: {@code 02:51} on the only day on which that lies in a
 * window of the replay, in the setup's zone.
 */
final class ClockTimes {

  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?:(?<date>\\d{4}-\\d{2}-\\d{2})T)?(?<time>\\d{2}:\\d{2})(?<seconds>:\\d{2})?"
              + "(?<zone>Z|[+-]\\d{2}:\\d{2})?");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final List<ReplayIncident> incidents;
  private final ZoneId zone;

  ClockTimes(List<ReplayIncident> incidents, ZoneId zone) {
    this.incidents = incidents;
    this.zone = zone;
  }

  /** Returns the only moment that a time can mean. */
  Moment read(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException(
          "a time must be such as 02:51, 02:51:30, 02:51+01:00 or 2026-03-14T02:51:00Z, got \""
              + text
              + "\"");
    }
    try {
      return only(text, meant(written));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "a time must be one of a clock, got \"" + text + "\": " + e.getMessage(), e);
    }
  }

  private List<Moment> meant(Matcher written) {
    String seconds = written.group("seconds");
    LocalTime time = LocalTime.parse(written.group("time") + (seconds == null ? "" : seconds));
    Duration width = seconds == null ? Duration.ofMinutes(1) : Duration.ofSeconds(1);
    ZoneId in = written.group("zone") == null ? zone : ZoneOffset.of(written.group("zone"));
    String date = written.group("date");
    TreeMap<Instant, Moment> meant = new TreeMap<>();
    for (LocalDate day : date == null ? days(in) : List.of(LocalDate.parse(date))) {
      LocalDateTime local = day.atTime(time);
      for (ZoneOffset offset : in.getRules().getValidOffsets(local)) {
        Instant from = local.toInstant(offset);
        Moment moment = new Moment(from, from.plus(width));
        if (date != null || touches(moment)) {
          meant.put(from, moment);
        }
      }
    }
    return List.copyOf(meant.values());
  }

  private List<LocalDate> days(ZoneId in) {
    List<LocalDate> days = new ArrayList<>();
    for (ReplayIncident one : incidents) {
      LocalDate last = LocalDate.ofInstant(one.to(), in);
      LocalDate.ofInstant(one.from(), in).datesUntil(last.plusDays(1)).forEach(days::add);
    }
    return days;
  }

  private boolean touches(Moment moment) {
    return incidents.stream()
        .anyMatch(one -> !moment.from().isAfter(one.to()) && moment.to().isAfter(one.from()));
  }

  private Moment only(String text, List<Moment> meant) {
    if (meant.isEmpty()) {
      throw new IllegalArgumentException(
          "a time must lie in a window of the replay, got %s in %s; the windows are %s"
              .formatted(text, zone, windows()));
    }
    if (meant.size() > 1) {
      throw new IllegalArgumentException(
          "a time must mean one instant, got %s in %s, which is %s; write which"
              .formatted(
                  text,
                  zone,
                  meant.stream()
                      .map(one -> one.from().toString())
                      .collect(Collectors.joining(" or "))));
    }
    return meant.getFirst();
  }

  private String windows() {
    return incidents.stream()
        .map(one -> one.from() + " to " + one.to())
        .collect(Collectors.joining(", "));
  }

  /** Returns an instant as a clock of the zone shows it. */
  String show(Instant at) {
    LocalTime time = LocalTime.ofInstant(at, zone);
    return (time.getSecond() == 0 ? MINUTE : SECOND).format(time);
  }

  /** Returns a day and the zone. */
  String day(Instant at) {
    return LocalDate.ofInstant(at, zone)
        + " ("
        + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone)
        + ")";
  }
}
