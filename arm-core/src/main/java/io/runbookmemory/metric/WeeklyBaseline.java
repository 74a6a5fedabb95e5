package io.runbookmemory.metric;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A baseline for each of the 168 hours of the week, for series with a habit: Monday at nine is held
 * against Mondays at nine. Immutable and thread-safe.
 *
 * <p>Hours are those of a time zone's clock, so that a habit of people survives daylight saving
 * time; the hour that a clock repeats holds the samples of both.
 */
public final class WeeklyBaseline {

  private static final int HOURS = 7 * 24;

  private final ZoneId zone;
  private final List<@Nullable Baseline> hours;

  private WeeklyBaseline(ZoneId zone, List<@Nullable Baseline> hours) {
    this.zone = zone;
    this.hours = hours;
  }

  /**
   * Returns the baselines of all samples of a series; four weeks are a good length.
   *
   * @param metric what the series is, for the words
   * @param series its samples
   * @param zone whose clock tells the hours
   * @return the baselines
   */
  public static WeeklyBaseline of(MetricName metric, MetricSeries series, ZoneId zone) {
    int[] counts = new int[HOURS];
    double[][] values = new double[HOURS][8];
    for (int i = 0; i < series.size(); i++) {
      int hour = hour(series.at(i).atZone(zone));
      if (counts[hour] == values[hour].length) {
        values[hour] = Arrays.copyOf(values[hour], 2 * counts[hour]);
      }
      values[hour][counts[hour]++] = series.value(i);
    }
    List<@Nullable Baseline> hours = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      hours.add(
          counts[hour] == 0
              ? null
              : new Baseline(
                  metric,
                  words(hour, zone),
                  Summary.of(Arrays.copyOf(values[hour], counts[hour]))));
    }
    return new WeeklyBaseline(zone, hours);
  }

  private static int hour(ZonedDateTime at) {
    return (at.getDayOfWeek().getValue() - 1) * 24 + at.getHour();
  }

  private static String words(int hour, ZoneId zone) {
    return String.format(
        Locale.ROOT,
        "%ss %02d:00 to %02d:00 %s",
        DayOfWeek.of(hour / 24 + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH),
        hour % 24,
        hour % 24 + 1,
        zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
  }

  /**
   * Returns the baseline of the hour of the week that an instant lies in.
   *
   * @param at any instant
   * @return empty where that hour was never measured
   */
  public Optional<Baseline> at(Instant at) {
    return Optional.ofNullable(hours.get(hour(at.atZone(zone))));
  }
}
