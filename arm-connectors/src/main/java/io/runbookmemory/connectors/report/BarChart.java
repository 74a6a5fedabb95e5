package io.runbookmemory.connectors.report;

import java.util.List;
import java.util.Locale;

/**
 * Bars side by side, as SVG that needs nothing else: no script, no font, no network. Its figures
 * are in its description as well, for those who hear it.
 *
 * @param title what is counted
 * @param bars in order; at least one
 */
record BarChart(String title, List<Bar> bars) {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 160;
  private static final int FOOT = 24;
  private static final int HEAD = 28;

  /**
   * One bar.
   *
   * @param label what stands below
   * @param value at least 0
   */
  record Bar(String label, double value) {}

  String toSvg() {
    double top = Math.max(1, bars.stream().mapToDouble(Bar::value).max().orElse(1));
    double step = (double) WIDTH / bars.size();
    // With many bars there is room for every few labels alone.
    int every = (int) Math.ceil(bars.size() / 12.0);
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " aria-label=\"%s\">\n<title>%s</title>\n",
            WIDTH,
            HEIGHT + HEAD + FOOT,
            Html.escaped(said()),
            Html.escaped(said())));
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"0\" y=\"14\" class=\"title\">%s</text>\n",
            Html.escaped(title)));
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double height = bar.value() / top * HEIGHT;
      double x = i * step + step * .1;
      double y = (double) HEAD + HEIGHT - height;
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
              x,
              y,
              step * .8,
              height));
      double middle = i * step + step / 2;
      if (bar.value() > 0 && every == 1) {
        svg.append(
            String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%s</text>\n", middle, y - 3, value(bar)));
      }
      if (i % every == 0) {
        svg.append(
            String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\">%s</text>\n",
                middle,
                HEAD + HEIGHT + 16,
                Html.escaped(bar.label())));
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private String said() {
    StringBuilder said = new StringBuilder(title).append(": ");
    for (Bar bar : bars) {
      said.append(bar.label()).append(' ').append(value(bar)).append(", ");
    }
    return said.substring(0, said.length() - 2);
  }

  private static String value(Bar bar) {
    return bar.value() == Math.rint(bar.value())
        ? Long.toString((long) bar.value())
        : String.format(Locale.ROOT, "%.1f", bar.value());
  }
}
