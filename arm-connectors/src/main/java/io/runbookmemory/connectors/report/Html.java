package io.runbookmemory.connectors.report;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A page of HTML that stands alone. What people wrote in it is text, never markup. */
final class Html {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      table { border-collapse: collapse; width: 100%; display: block; overflow-x: auto; }
      th, td { border-bottom: 1px solid #8884; padding: .3rem .6rem; text-align: left; }
      svg { width: 100%; height: auto; margin: 1rem 0; }
      svg rect { fill: #3b82c4; }
      svg text { font: 11px system-ui, sans-serif; text-anchor: middle; fill: currentColor; }
      svg rect.after { fill: #d98032; }
      svg line { stroke: currentColor; stroke-width: 1.5; }
      svg line.zero { stroke-dasharray: 3 3; stroke-width: 1; }
      svg text.left { text-anchor: start; }
      svg text.title { font-size: 14px; text-anchor: start; }
      """;

  private static final String END = "</main>\n</body>\n</html>\n";

  private Html() {}

  /** Returns a page of charts and Markdown. */
  static String page(String title, List<? extends Chart> charts, String markdown) {
    StringBuilder page = new StringBuilder();
    head(title, page);
    int head = markdown.indexOf("\n## ") < 0 ? markdown.length() : markdown.indexOf("\n## ");
    page.append(rendered(markdown.substring(0, head)));
    charts.forEach(chart -> page.append(chart.toSvg()));
    return page.append(rendered(markdown.substring(head))).append(END).toString();
  }

  /** Returns a page of Markdown, of which nothing may be pushed down, and charts. */
  static String pageWithChartsLast(String title, List<? extends Chart> charts, String markdown) {
    StringBuilder page = new StringBuilder();
    head(title, page);
    page.append(rendered(markdown));
    charts.forEach(chart -> page.append(chart.toSvg()));
    return page.append(END).toString();
  }

  private static void head(String title, StringBuilder page) {
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>")
        .append(escaped(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<main>\n");
  }

  private static String rendered(String markdown) {
    List<TablesExtension> tables = List.of((TablesExtension) TablesExtension.create());
    return HtmlRenderer.builder()
        .extensions(tables)
        .escapeHtml(true)
        .sanitizeUrls(true)
        .build()
        .render(Parser.builder().extensions(tables).build().parse(markdown));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
