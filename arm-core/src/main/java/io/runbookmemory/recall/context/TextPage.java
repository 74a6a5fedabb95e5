package io.runbookmemory.recall.context;

import io.runbookmemory.recall.Recall;
import java.util.List;

/** What Markdown and plain text have in common: a head, then an entry for each memory. */
abstract class TextPage implements Page {

  abstract String entry(int rank, ContextItem item);

  /** Returns a value of a memory within a line. */
  abstract String quoted(String value);

  @Override
  public String write(Recall recall, List<ContextItem> items, int left) {
    StringBuilder page = new StringBuilder();
    page.append(items.isEmpty() ? Page.verdictAlone(recall) : Page.verdict(recall)).append('\n');
    if (!recall.route().inferred().isEmpty()) {
      String inferred = String.join("; ", recall.route().inferred());
      page.append("Taken to be about: ").append(quoted(ContextItem.line(inferred))).append('\n');
    }
    if (!recall.degraded().isEmpty()) {
      page.append("The recall was degraded: ").append(recall.degraded()).append('\n');
    }
    if (!items.isEmpty()) {
      page.append(NOTICE).append('\n');
    }
    for (int i = 0; i < items.size(); i++) {
      page.append('\n').append(entry(i + 1, items.get(i)));
    }
    return left == 0 ? page.toString() : page + "\n" + Page.leftOver(left) + "\n";
  }

  @Override
  public String brief(Recall recall) {
    return Page.verdictAlone(recall);
  }

  /** Returns the words of a memory with its title in front. */
  static String words(ContextItem item) {
    return item.shown() == 0 ? item.title() : item.title() + "\n" + item.excerpt();
  }

  /** Says so where the words are not all of the memory's. */
  static String shortened(ContextItem item) {
    String part = item.part() ? ", in its best passage" : "";
    return item.shortened()
        ? part + ", shortened to " + item.shown() + " of " + item.said().size() + " sentences"
        : part;
  }
}
