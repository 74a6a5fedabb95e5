package io.runbookmemory.connectors.report;

import java.util.List;
import java.util.Locale;

/** A drawing while it is made. What is written into it is text, never markup. */
final class Svg {

  static final int WIDTH = 640;

  private final StringBuilder svg = new StringBuilder();

  /** Begins one of a height with its title above, and its figures for those who hear it. */
  Svg(int height, String title, String said) {
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(WIDTH + " " + height)
        .append("\" role=\"img\" aria-label=\"")
        .append(Html.escaped(said))
        .append("\">\n<title>")
        .append(Html.escaped(said))
        .append("</title>\n");
    text("title", 0, 14, title);
  }

  Svg rect(String style, double x, double y, double width, double height) {
    svg.append(
        "<rect%s x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n"
            .formatted(style(style), at(x), at(y), at(width), at(height)));
    return this;
  }

  Svg line(String style, double x, double y, double toX, double toY) {
    svg.append(
        "<line%s x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
            .formatted(style(style), at(x), at(y), at(toX), at(toY)));
    return this;
  }

  Svg text(String style, double x, double y, String text) {
    svg.append(
        "<text%s x=\"%s\" y=\"%s\">%s</text>\n"
            .formatted(style(style), at(x), at(y), Html.escaped(text)));
    return this;
  }

  /** Writes what two colours mean. */
  Svg legend(double y, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      double x = i * WIDTH / 4.0;
      rect(i == 0 ? "" : "after", x, y - 9, 10, 10);
      text("left", x + 16, y, names.get(i));
    }
    return this;
  }

  String end() {
    return svg.append("</svg>\n").toString();
  }

  private static String style(String name) {
    return name.isEmpty() ? "" : " class=\"" + name + "\"";
  }

  private static String at(double value) {
    return String.format(Locale.ROOT, "%.1f", value + 0.0);
  }

  /** Returns a figure for people: whole numbers without a decimal. */
  static String figure(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : at(value);
  }
}
