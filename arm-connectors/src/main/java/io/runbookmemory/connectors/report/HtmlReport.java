package io.runbookmemory.connectors.report;

import io.runbookmemory.journal.report.IncidentLine;
import io.runbookmemory.journal.report.WeeklyReport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A weekly report as one page of HTML with its charts in it: to be mailed, archived or put into a
 * wiki. It loads nothing.
 */
public final class HtmlReport {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d", Locale.ROOT);

  private HtmlReport() {}

  /**
   * Returns the page.
   *
   * @param week the report
   * @return HTML in UTF-8
   */
  public static String of(WeeklyReport week) {
    List<BarChart> charts = new ArrayList<>();
    charts.add(perDay("Pages a day", week, day -> pages(week, day)));
    charts.add(perDay("Minutes of harm a day", week, day -> harm(week, day)));
    if (!week.budgets().isEmpty()) {
      charts.add(
          new BarChart(
              "Error budget spent, %",
              week.budgets().stream()
                  .map(one -> new BarChart.Bar(one.slo(), Math.max(0, 100 * one.spent())))
                  .toList()));
    }
    return Html.page(WeeklyReport.TITLE, charts, week.toMarkdown());
  }

  private static BarChart perDay(
      String title, WeeklyReport week, ToDoubleFunction<LocalDate> value) {
    ZoneId zone = ZoneId.of(week.zone());
    LocalDate first = week.from().atZone(zone).toLocalDate();
    LocalDate last = week.to().minusNanos(1).atZone(zone).toLocalDate();
    return new BarChart(
        title,
        first
            .datesUntil(last.plusDays(1))
            .map(day -> new BarChart.Bar(DAY.format(day), value.applyAsDouble(day)))
            .toList());
  }

  private static double pages(WeeklyReport week, LocalDate day) {
    ZoneId zone = ZoneId.of(week.zone());
    return week.cost().perShift().entrySet().stream()
        .filter(shift -> Instant.parse(shift.getKey()).atZone(zone).toLocalDate().equals(day))
        .mapToLong(shift -> shift.getValue())
        .sum();
  }

  private static double harm(WeeklyReport week, LocalDate day) {
    ZoneId zone = ZoneId.of(week.zone());
    return week.incidents().stream()
        .filter(one -> one.openedAt().atZone(zone).toLocalDate().equals(day))
        .map(IncidentLine::harm)
        .filter(harm -> harm != null)
        .mapToLong(Duration::toMinutes)
        .sum();
  }
}
