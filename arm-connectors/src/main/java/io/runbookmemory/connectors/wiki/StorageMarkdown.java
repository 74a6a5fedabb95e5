package io.runbookmemory.connectors.wiki;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * Confluence's storage format as Markdown: headings, paragraphs, lists, tables, code blocks, panels
 * as quotes, links and images. What it does not know is read as the text within.
 *
 * @see <a
 *     href="https://confluence.atlassian.com/doc/confluence-storage-format-790796544.html">storage
 *     format</a>
 */
final class StorageMarkdown {

  /** Deeper is no page's structure; what lies below is read as plain text. */
  private static final int DEEPEST = 60;

  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "ul",
          "ol",
          "table",
          "pre",
          "blockquote",
          "hr",
          "div",
          "ac:structured-macro",
          "ac:task-list",
          "ac:layout",
          "ac:layout-section",
          "ac:layout-cell",
          "ac:rich-text-body",
          "section",
          "details");

  private static final Set<String> PANELS =
      Set.of("info", "note", "warning", "tip", "panel", "expand");

  private static final Set<String> CODE = Set.of("code", "noformat");

  private StorageMarkdown() {}

  static String of(String storage) {
    Element page = Jsoup.parse(storage, "", Parser.xmlParser());
    return blocks(page, 0).strip() + "\n";
  }

  /** Returns blocks, each followed by an empty line; what is inline between them is a paragraph. */
  private static String blocks(Element parent, int depth) {
    if (depth > DEEPEST) {
      return parent.wholeText().strip() + "\n\n";
    }
    StringBuilder out = new StringBuilder();
    StringBuilder inline = new StringBuilder();
    for (Node child : parent.childNodes()) {
      if (child instanceof Element element && BLOCKS.contains(element.normalName())) {
        flush(inline, out);
        out.append(block(element, depth + 1));
      } else {
        inline.append(inline(child, depth + 1));
      }
    }
    flush(inline, out);
    return out.toString();
  }

  private static void flush(StringBuilder inline, StringBuilder out) {
    String text = inline.toString().strip();
    inline.setLength(0);
    if (!text.isEmpty()) {
      out.append(text).append("\n\n");
    }
  }

  private static String block(Element element, int depth) {
    String name = element.normalName();
    return switch (name) {
      case "p" -> paragraph(inlines(element, depth));
      case "h1", "h2", "h3", "h4", "h5", "h6" ->
          paragraph("#".repeat(name.charAt(1) - '0') + " " + line(inlines(element, depth)));
      case "ul", "ol" -> list(element, depth) + "\n";
      case "ac:task-list" -> tasks(element, depth) + "\n";
      case "table" -> table(element, depth);
      case "pre" -> fenced("", element.wholeText());
      case "blockquote" -> quoted(blocks(element, depth));
      case "hr" -> "---\n\n";
      case "ac:structured-macro" -> macro(element, depth);
      default -> blocks(element, depth);
    };
  }

  private static String paragraph(String text) {
    return text.isBlank() ? "" : text.strip() + "\n\n";
  }

  private static String line(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static String macro(Element macro, int depth) {
    String kind = macro.attr("ac:name").toLowerCase(Locale.ROOT);
    if (CODE.contains(kind)) {
      String code = child(macro, "ac:plain-text-body").map(Element::wholeText).orElse("");
      return fenced(parameter(macro, "language"), code);
    }
    String body = child(macro, "ac:rich-text-body").map(one -> blocks(one, depth)).orElse("");
    if (!PANELS.contains(kind)) {
      return body;
    }
    String title = parameter(macro, "title");
    String head = title.isEmpty() ? kind.toUpperCase(Locale.ROOT) : title;
    return quoted("**" + head + "**\n\n" + body);
  }

  private static String parameter(Element macro, String name) {
    return macro.children().stream()
        .filter(one -> one.normalName().equals("ac:parameter"))
        .filter(one -> one.attr("ac:name").equals(name))
        .map(Element::text)
        .findFirst()
        .orElse("");
  }

  private static Optional<Element> child(Element parent, String name) {
    return parent.children().stream().filter(one -> one.normalName().equals(name)).findFirst();
  }

  private static String fenced(String language, String code) {
    String fence = "```";
    while (code.contains(fence)) {
      fence += "`";
    }
    String text = code.startsWith("\n") ? code.substring(1) : code;
    return fence + language + "\n" + text.stripTrailing() + "\n" + fence + "\n\n";
  }

  private static String quoted(String text) {
    return text.strip()
            .lines()
            .map(one -> one.isEmpty() ? ">" : "> " + one)
            .collect(Collectors.joining("\n"))
        + "\n\n";
  }

  private static String list(Element list, int depth) {
    StringBuilder out = new StringBuilder();
    int number = 1;
    for (Element item : list.children()) {
      String mark = list.normalName().equals("ol") ? number++ + ". " : "- ";
      out.append(item(mark, blocks(item, depth + 1)));
    }
    return out.toString();
  }

  private static String tasks(Element list, int depth) {
    StringBuilder out = new StringBuilder();
    for (Element task : list.children()) {
      boolean done = child(task, "ac:task-status").map(Element::text).orElse("").equals("complete");
      String body = child(task, "ac:task-body").map(one -> blocks(one, depth + 1)).orElse("");
      out.append(item(done ? "- [x] " : "- [ ] ", body));
    }
    return out.toString();
  }

  /** A list within an item follows its words without an empty line; all of it is indented. */
  private static String item(String mark, String body) {
    String text = body.strip().replaceAll("\n\n(?=[ ]*(?:- |[0-9]+\\. ))", "\n");
    int indent = mark.startsWith("-") ? 2 : mark.length();
    return mark + text.replaceAll("\n(?!\n)", "\n" + " ".repeat(indent)) + "\n";
  }

  private static String table(Element table, int depth) {
    List<List<String>> rows =
        table.select("> tr, > thead > tr, > tbody > tr, > tfoot > tr").stream()
            .map(row -> row.children().stream().map(cell -> cell(cell, depth)).toList())
            .filter(row -> !row.isEmpty())
            .toList();
    int width = rows.stream().mapToInt(List::size).max().orElse(0);
    if (width == 0) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      out.append("| ").append(String.join(" | ", rows.get(i)));
      out.append(" |".repeat(1 + width - rows.get(i).size())).append('\n');
      if (i == 0) {
        out.append("|").append(" --- |".repeat(width)).append('\n');
      }
    }
    return out.append('\n').toString();
  }

  private static String cell(Element cell, int depth) {
    return blocks(cell, depth + 1).strip().replace("|", "\\|").replaceAll("\\s*\n+\\s*", "<br>");
  }

  private static String inlines(Element parent, int depth) {
    if (depth > DEEPEST) {
      return parent.text();
    }
    StringBuilder out = new StringBuilder();
    parent.childNodes().forEach(child -> out.append(inline(child, depth + 1)));
    return out.toString();
  }

  private static String inline(Node node, int depth) {
    if (node instanceof TextNode text) {
      return text.getWholeText().replaceAll("[\\s\u00a0]+", " ");
    }
    if (!(node instanceof Element element)) {
      return "";
    }
    String within = inlines(element, depth);
    return switch (element.normalName()) {
      case "strong", "b" -> around("**", within);
      case "em", "i" -> around("*", within);
      case "del", "s" -> around("~~", within);
      case "code", "tt" -> around("`", element.wholeText());
      case "br" -> "\n";
      case "a" -> link(within, element.attr("href"));
      case "ac:link" -> within.isBlank() ? named(element) : within;
      case "ac:image" -> image(element);
      case "img" -> "![" + element.attr("alt") + "](" + element.attr("src") + ")";
      case "ac:emoticon" -> element.attr("ac:emoji-fallback");
      case "time" -> element.attr("datetime");
      case "ac:parameter", "ac:placeholder" -> "";
      default -> BLOCKS.contains(element.normalName()) ? block(element, depth) : within;
    };
  }

  /** Markdown has no mark next to a space: that stays outside. */
  private static String around(String mark, String text) {
    if (text.isBlank()) {
      return text;
    }
    String before = text.substring(0, text.length() - text.stripLeading().length());
    String after = text.substring(text.stripTrailing().length());
    return before + mark + text.strip() + mark + after;
  }

  private static String link(String text, String href) {
    return href.isBlank() ? text : "[" + (text.isBlank() ? href : text.strip()) + "](" + href + ")";
  }

  /** A link to another page has no words of its own: they are that page's title. */
  private static String named(Element link) {
    return child(link, "ri:page")
        .map(page -> page.attr("ri:content-title"))
        .or(() -> child(link, "ri:attachment").map(one -> one.attr("ri:filename")))
        .orElse("");
  }

  private static String image(Element image) {
    String source =
        child(image, "ri:attachment")
            .map(one -> one.attr("ri:filename"))
            .or(() -> child(image, "ri:url").map(one -> one.attr("ri:value")))
            .orElse("");
    return "![" + image.attr("ac:alt") + "](" + source.replace(" ", "%20") + ")";
  }
}
