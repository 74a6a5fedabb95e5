package io.runbookmemory.connectors.report;

import io.runbookmemory.oncall.noise.PagesPerShift;
import io.runbookmemory.replay.compare.Comparison;
import io.runbookmemory.replay.compare.Difference;
import io.runbookmemory.replay.compare.Measure;
import io.runbookmemory.replay.engine.ReplayReport;
import io.runbookmemory.replay.measure.RepairModel;
import io.runbookmemory.replay.measure.Sensitivity;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A replay as one page of HTML with its charts in it. It loads nothing. */
public final class HtmlReplay {

  private static final String TITLE = "Replay";

  /** With more days a bar stands for a week. */
  private static final long MOST_DAYS = 31;

  /** What is between -1 and 1, so that it can stand on one scale. */
  private static final Set<Measure> SHARES =
      Set.of(
          Measure.MISSED,
          Measure.RIGHT_VERDICTS,
          Measure.PRECISION,
          Measure.RECALL,
          Measure.RECIPROCAL_RANK);

  private HtmlReplay() {}

  /**
   * Returns the page of a report.
   *
   * @param report what came of a replay
   * @param model what the change of the time to repair is reckoned with
   * @return HTML in UTF-8
   */
  public static String of(ReplayReport report, RepairModel model) {
    List<Chart> charts = new ArrayList<>();
    pages(report).ifPresent(charts::add);
    Sensitivity says = report.repair(model);
    if (says.n() > 0) {
      charts.add(tornado(says));
    }
    return Html.pageWithChartsLast(TITLE, charts, report.toPage(model).toMarkdown());
  }

  /**
   * Returns the page of a comparison.
   *
   * @param comparison of two replays
   * @return HTML in UTF-8
   */
  public static String of(Comparison comparison) {
    List<RangeChart.Range> ranges =
        comparison.differences().stream()
            .filter(one -> one.n() > 0 && SHARES.contains(one.measure()))
            .map(HtmlReplay::range)
            .toList();
    List<Chart> charts = new ArrayList<>();
    if (!ranges.isEmpty()) {
      charts.add(new RangeChart("Differences in percentage points, with their intervals", ranges));
    }
    return Html.pageWithChartsLast(TITLE, charts, comparison.toPage().toMarkdown());
  }

  private static RangeChart.Range range(Difference one) {
    return new RangeChart.Range(
        one.measure().words() + " (n = " + one.n() + ")",
        100 * one.difference().low(),
        100 * one.difference().high(),
        100 * one.difference().value());
  }

  private static RangeChart tornado(Sensitivity says) {
    return new RangeChart(
        "Change of the mean time to repair in minutes, by assumption: a model",
        says.swings().stream()
            .map(
                one ->
                    new RangeChart.Range(
                        one.assumes(), one.atLow(), one.atHigh(), says.change().value()))
            .toList());
  }

  private static Optional<Chart> pages(ReplayReport report) {
    Set<LocalDate> days = new TreeSet<>(days(report.before()));
    days.addAll(days(report.after()));
    if (days.isEmpty()) {
      return Optional.empty();
    }
    LocalDate first = days.iterator().next();
    LocalDate last = days.stream().max(LocalDate::compareTo).orElse(first);
    int span = ChronoUnit.DAYS.between(first, last) < MOST_DAYS ? 1 : 7;
    List<PairChart.Pair> pairs = new ArrayList<>();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(span)) {
      LocalDate end = day.plusDays(span);
      pairs.add(
          new PairChart.Pair(
              day.toString().substring(5),
              count(report.before(), day, end),
              count(report.after(), day, end)));
    }
    String title = span == 1 ? "Pages a day" : "Pages a week";
    return Optional.of(new PairChart(title, "as they fired", "with ARM", pairs));
  }

  private static List<LocalDate> days(PagesPerShift pages) {
    return pages.pages().keySet().stream()
        .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
        .toList();
  }

  private static long count(PagesPerShift pages, LocalDate from, LocalDate to) {
    return pages.pages().entrySet().stream()
        .filter(
            one -> {
              LocalDate day = LocalDate.ofInstant(one.getKey(), ZoneOffset.UTC);
              return !day.isBefore(from) && day.isBefore(to);
            })
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
