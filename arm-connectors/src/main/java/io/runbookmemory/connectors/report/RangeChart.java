package io.runbookmemory.connectors.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Ranges below each other on one scale, with a line at zero: the tornado of a sensitivity analysis,
 * or intervals of differences. As SVG that needs nothing else; its figures are in its description
 * as well.
 *
 * @param title what is measured, and its unit
 * @param ranges in order; at least one
 */
record RangeChart(String title, List<Range> ranges) implements Chart {

  private static final int HEAD = 28;
  private static final int ROW = 34;
  private static final int FOOT = 20;

  /**
   * One range.
   *
   * @param label what stands above
   * @param from an end
   * @param to the other
   * @param at the value within
   */
  record Range(String label, double from, double to, double at) {}

  @Override
  public String toSvg() {
    int bottom = HEAD + ROW * ranges.size();
    Svg svg = new Svg(bottom + FOOT, title, said());
    double least = ends().min().orElse(0);
    double most = ends().max().orElse(0);
    double scale = most > least ? (Svg.WIDTH - 80) / (most - least) : 0;
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      double y = HEAD + (double) ROW * i;
      double from = 40 + (Math.min(range.from(), range.to()) - least) * scale;
      double to = 40 + (Math.max(range.from(), range.to()) - least) * scale;
      svg.text("left", 0, y + 12, range.label());
      svg.rect("", from, y + 17, Math.max(1, to - from), 10);
      double at = 40 + (range.at() - least) * scale;
      svg.line("", at, y + 14, at, y + 30);
    }
    double zero = 40 - least * scale;
    svg.line("zero", zero, HEAD, zero, bottom);
    svg.text("", zero, bottom + 14.0, "0");
    if (least < 0) {
      svg.text("left", 40, bottom + 14.0, number(least));
    }
    if (most > 0) {
      svg.text("", Svg.WIDTH - 40.0, bottom + 14.0, number(most));
    }
    return svg.end();
  }

  private DoubleStream ends() {
    return DoubleStream.concat(
        DoubleStream.of(0),
        ranges.stream().flatMapToDouble(one -> DoubleStream.of(one.from(), one.to(), one.at())));
  }

  private String said() {
    return ranges.stream()
        .map(one -> one.label() + " " + number(one.from()) + " to " + number(one.to()))
        .collect(Collectors.joining("; ", title + ": ", ""));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%+.1f", value + 0.0);
  }
}
