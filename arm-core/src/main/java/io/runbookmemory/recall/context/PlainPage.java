package io.runbookmemory.recall.context;

/** A context as plain text: every line of quoted words begins with a bar. */
final class PlainPage extends TextPage {

  private static final String QUOTED = "| ";

  @Override
  String entry(int rank, ContextItem item) {
    StringBuilder entry = new StringBuilder();
    String kind = item.recollection().memory().content().kind();
    entry.append(rank).append(". ").append(ContextItem.line(kind)).append('\n');
    entry.append("   relevance: ").append(item.relevance()).append('\n');
    for (ContextItem.Fact fact : item.facts()) {
      entry
          .append("   ")
          .append(fact.name())
          .append(": ")
          .append(quoted(fact.value()))
          .append('\n');
    }
    entry.append("   it says").append(shortened(item)).append(":\n");
    words(item).lines().forEach(line -> entry.append(QUOTED).append(line).append('\n'));
    return entry.toString();
  }

  @Override
  String quoted(String value) {
    return '"' + value.replace('"', '\'') + '"';
  }
}
