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
record BarChart(String title, List<Bar> bars) implements Chart {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 160;
  private static final int FOOT = 24;
  private static final int HEAD = 28;

  /** With more bars there is room for every few labels alone. */
  private static final double LABELS = 12;

  /**
   * One bar.
   *
   * @param label what stands below
   * @param value at least 0
   */
  record Bar(String label, double value) {}

  @Override
  public String toSvg() {
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(HEIGHT + HEAD + FOOT)
        .append("\" role=\"img\" aria-label=\"")
        .append(Html.escaped(said()))
        .append("\">\n<title>")
        .append(Html.escaped(said()))
        .append("</title>\n<text x=\"0\" y=\"14\" class=\"title\">")
        .append(Html.escaped(title))
        .append("</text>\n");
    for (int i = 0; i < bars.size(); i++) {
      draw(i, svg);
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(int index, StringBuilder svg) {
    Bar bar = bars.get(index);
    double top = Math.max(1, bars.stream().mapToDouble(Bar::value).max().orElse(1));
    double step = (double) WIDTH / bars.size();
    double height = bar.value() / top * HEIGHT;
    double y = (double) HEAD + HEIGHT - height;
    svg.append("<rect x=\"")
        .append(number(index * step + step * .1))
        .append("\" y=\"")
        .append(number(y))
        .append("\" width=\"")
        .append(number(step * .8))
        .append("\" height=\"")
        .append(number(height))
        .append("\"/>\n");
    int every = (int) Math.ceil(bars.size() / LABELS);
    double middle = index * step + step / 2;
    if (bar.value() > 0 && every == 1) {
      write(middle, y - 3, value(bar), svg);
    }
    if (index % every == 0) {
      write(middle, HEAD + HEIGHT + 16.0, bar.label(), svg);
    }
  }

  private static void write(double x, double y, String text, StringBuilder svg) {
    svg.append("<text x=\"")
        .append(number(x))
        .append("\" y=\"")
        .append(number(y))
        .append("\">")
        .append(Html.escaped(text))
        .append("</text>\n");
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
        : number(bar.value());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
