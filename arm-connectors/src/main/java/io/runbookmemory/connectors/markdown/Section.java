package io.runbookmemory.connectors.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * The blocks between two headings.
 *
 * @param name the headings above, from the outside in, joined by {@code " / "}, without the page's
 *     title; empty where there are none
 * @param blocks in order
 */
record Section(String name, List<Node> blocks) {

  /** Beginnings of words that teams put over what is to be done. */
  private static final Pattern ACTION =
      Pattern.compile(
          "\\b(action|check|clean|debug|diagnos|fix|handl|how to|instruction|investigat|mitigat"
              + "|playbook|procedure|recover|remed|repair|resol|respon|restor|roll ?back|run ?book"
              + "|solution|step|triag|troubleshoot|verif|what to do|work ?around)");

  /** Returns whether the headings say that something is to be done here. */
  boolean acts() {
    return ACTION.matcher(name.toLowerCase(Locale.ROOT)).find();
  }

  /** Returns the sections of a document in order, empty ones included. */
  static List<Section> of(Node document) {
    Optional<Heading> title = titleHeading(document);
    TreeMap<Integer, String> path = new TreeMap<>();
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("", new ArrayList<>()));
    for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
      if (block instanceof Heading heading) {
        path.tailMap(heading.getLevel(), true).clear();
        if (title.filter(heading::equals).isEmpty()) {
          path.put(heading.getLevel(), PlainText.of(heading));
        }
        sections.add(new Section(String.join(" / ", path.values()), new ArrayList<>()));
      } else {
        sections.getLast().blocks().add(block);
      }
    }
    return sections;
  }

  /** The only heading of level 1 is the page's title; where there are several, all are sections. */
  private static Optional<Heading> titleHeading(Node document) {
    List<Heading> highest =
        headings(document).stream().filter(heading -> heading.getLevel() == 1).toList();
    return highest.size() == 1 ? Optional.of(highest.getFirst()) : Optional.empty();
  }

  /** Returns the headings of a document that have words, in order. */
  static List<Heading> headings(Node document) {
    List<Heading> headings = new ArrayList<>();
    for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
      if (block instanceof Heading heading && !PlainText.of(heading).isEmpty()) {
        headings.add(heading);
      }
    }
    return headings;
  }
}
