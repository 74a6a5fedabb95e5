package io.runbookmemory.connectors.markdown;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;

/** The addresses that a page of Markdown refers to. */
public final class MarkdownLinks {

  private MarkdownLinks() {}

  /**
   * Returns the addresses of a page's links and images, as they are written.
   *
   * @param markdown any text
   * @return each once, in order
   */
  public static List<String> in(String markdown) {
    Set<String> addresses = new LinkedHashSet<>();
    MarkdownPage.tree(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                addresses.add(link.getDestination());
                visitChildren(link);
              }

              @Override
              public void visit(Image image) {
                addresses.add(image.getDestination());
                visitChildren(image);
              }
            });
    return new ArrayList<>(addresses);
  }
}
