package io.runbookmemory.connectors.markdown;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** The words of a Markdown node on one line, without marks. */
final class PlainText {

  private static final Pattern TAG = Pattern.compile("</?([A-Za-z][A-Za-z0-9-]*)[^>]*>");

  /** Elements that people use in Markdown; any other tag is a placeholder like {@code <pod>}. */
  private static final Set<String> HTML =
      Set.of(
          "a", "b", "big", "br", "center", "code", "del", "details", "div", "em", "font", "hr", "i",
          "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "s", "small", "span", "strong",
          "sub", "summary", "sup", "tt", "u", "ul");

  private PlainText() {}

  /** Goes through the tree without recursion: emphasis can be nested as deep as a line is long. */
  static String of(Node root) {
    StringBuilder words = new StringBuilder();
    @Nullable Node node = root.getFirstChild();
    while (node != null) {
      append(node, words);
      node = node.getFirstChild() != null ? node.getFirstChild() : after(node, root);
    }
    return oneLine(words.toString());
  }

  /** Returns the words with each run of white space as one space. */
  static String oneLine(String words) {
    return words.replaceAll("\\s+", " ").strip();
  }

  private static @Nullable Node after(Node node, Node root) {
    @Nullable Node up = node;
    while (up != null && up != root) {
      if (up.getNext() != null) {
        return up.getNext();
      }
      up = up.getParent();
    }
    return null;
  }

  private static void append(Node node, StringBuilder words) {
    switch (node) {
      case Text text -> words.append(text.getLiteral());
      case Code code -> words.append(code.getLiteral());
      case SoftLineBreak line -> words.append(' ');
      case HardLineBreak line -> words.append(' ');
      case HtmlInline html -> words.append(placeholder(html.getLiteral()));
      default -> {}
    }
  }

  private static String placeholder(String html) {
    Matcher tag = TAG.matcher(html);
    if (!tag.matches()) {
      return "";
    }
    String name = tag.group(1).toLowerCase(Locale.ROOT);
    return HTML.contains(name) ? (name.equals("br") ? " " : "") : html;
  }
}
