package io.runbookmemory.connectors.mail;

import io.runbookmemory.tool.Described;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happened, for people who read it in the morning: as plain text and as HTML, of the same
 * words. The words are shown as they are: no markup of theirs counts.
 *
 * @param title one line, the letter's subject
 * @param intro what it is about; may be empty
 * @param items in their order, 1 to {@value #MOST_ITEMS}
 */
public record Digest(String title, String intro, List<Item> items) {

  /** The most items of one digest. */
  public static final int MOST_ITEMS = 100;

  /**
   * One thing of it.
   *
   * @param title one line
   * @param text what there is to say; may be empty
   * @param link {@code https} or {@code http}, for who wants to know more; null for none
   */
  public record Item(
      @Described("one line") String title,
      @Described("what there is to say; may be empty") String text,
      @Described("https or http, for who wants to know more") @Nullable URI link) {

    /** Checks the rules. */
    public Item {
      if (title.isBlank()) {
        throw new IllegalArgumentException("an item must have a title, got a blank one");
      }
      if (link != null && !isWeb(link)) {
        throw new IllegalArgumentException(
            "an item's link must be an http or https address, got " + link);
      }
    }

    private static boolean isWeb(URI link) {
      String scheme = link.getScheme();
      return scheme != null
          && List.of("https", "http").contains(scheme.toLowerCase(Locale.ROOT))
          && link.getHost() != null;
    }
  }

  /** Checks the rules. */
  public Digest {
    items = List.copyOf(items);
    if (items.isEmpty() || items.size() > MOST_ITEMS) {
      throw new IllegalArgumentException(
          "a digest must have 1 to " + MOST_ITEMS + " items, got " + items.size());
    }
  }

  /**
   * Returns this digest as a letter.
   *
   * @param to addresses
   * @return plain text and HTML
   */
  public Mail to(List<String> to) {
    return new Mail(to, title, text(), html());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    if (!intro.isBlank()) {
      text.append(intro.strip()).append("\n\n");
    }
    for (Item item : items) {
      text.append("* ").append(line(item.title())).append('\n');
      item.text().strip().lines().forEach(line -> text.append("  ").append(line).append('\n'));
      if (item.link() != null) {
        text.append("  ").append(item.link()).append('\n');
      }
      text.append('\n');
    }
    return text.toString();
  }

  private String html() {
    StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">");
    html.append("<title>").append(escaped(title)).append("</title></head><body>\n");
    html.append("<h1>").append(escaped(title)).append("</h1>\n");
    if (!intro.isBlank()) {
      html.append("<p>").append(paragraph(intro)).append("</p>\n");
    }
    html.append("<ul>\n");
    for (Item item : items) {
      html.append("<li><strong>").append(headed(item)).append("</strong>");
      if (!item.text().isBlank()) {
        html.append("<br>").append(paragraph(item.text()));
      }
      html.append("</li>\n");
    }
    return html.append("</ul>\n</body></html>\n").toString();
  }

  private static String headed(Item item) {
    String title = escaped(line(item.title()));
    return item.link() == null
        ? title
        : "<a href=\"" + escaped(item.link().toASCIIString()) + "\">" + title + "</a>";
  }

  private static String line(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static String paragraph(String text) {
    return escaped(text.strip()).replaceAll("\\R", "<br>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
