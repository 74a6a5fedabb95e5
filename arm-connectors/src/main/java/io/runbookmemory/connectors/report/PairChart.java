package io.runbookmemory.connectors.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Two bars at each place, before and after, as SVG that needs nothing else. Its figures are in its
 * description as well, for those who hear it.
 *
 * @param title what is counted
 * @param before what the first bars are
 * @param after what the second bars are
 * @param pairs in order; at least one
 */
record PairChart(String title, String before, String after, List<Pair> pairs) implements Chart {

  private static final int HEIGHT = 160;
  private static final int FOOT = 24;
  private static final int HEAD = 46;

  /** With more pairs there is room for every few labels alone. */
  private static final double LABELS = 12;

  /**
   * One place.
   *
   * @param label what stands below
   * @param before at least 0
   * @param after at least 0
   */
  record Pair(String label, double before, double after) {}

  @Override
  public String toSvg() {
    Svg svg = new Svg(HEIGHT + HEAD + FOOT, title, said());
    svg.legend(30, List.of(before, after));
    double top =
        pairs.stream().mapToDouble(one -> Math.max(one.before(), one.after())).max().orElse(1);
    double step = (double) Svg.WIDTH / pairs.size();
    int every = (int) Math.ceil(pairs.size() / LABELS);
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      bar(svg, "", step * (i + .1), step * .4, pair.before() / Math.max(1, top));
      bar(svg, "after", step * (i + .5), step * .4, pair.after() / Math.max(1, top));
      if (i % every == 0) {
        svg.text("", step * (i + .5), HEAD + HEIGHT + 16.0, pair.label());
      }
    }
    return svg.end();
  }

  private static void bar(Svg svg, String style, double x, double width, double share) {
    svg.rect(style, x, HEAD + HEIGHT * (1 - share), width, HEIGHT * share);
  }

  private String said() {
    return pairs.stream()
        .map(one -> one.label() + " " + Svg.figure(one.before()) + ", " + Svg.figure(one.after()))
        .collect(Collectors.joining("; ", title + ", " + before + " and " + after + ": ", ""));
  }
}
