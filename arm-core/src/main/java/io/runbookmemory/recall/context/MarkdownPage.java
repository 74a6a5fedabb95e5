package io.runbookmemory.recall.context;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A context as Markdown (CommonMark 0.31): quoted words stand in fences that they cannot close. */
final class MarkdownPage extends TextPage {

  private static final Pattern BACKTICKS = Pattern.compile("`+");
  private static final int SHORTEST_FENCE = 3;

  @Override
  String entry(int rank, ContextItem item) {
    StringBuilder entry = new StringBuilder();
    String kind = item.recollection().memory().content().kind();
    entry.append("## ").append(rank).append(". ").append(ContextItem.line(kind)).append('\n');
    entry.append("- relevance: ").append(item.relevance()).append('\n');
    for (ContextItem.Fact fact : item.facts()) {
      entry.append("- ").append(fact.name()).append(": ").append(quoted(fact.value())).append('\n');
    }
    entry.append("- it says").append(shortened(item)).append(":\n\n");
    String words = words(item);
    String fence = "`".repeat(Math.max(SHORTEST_FENCE, longestRun(words) + 1));
    return entry
        .append(fence)
        .append("text\n")
        .append(words)
        .append('\n')
        .append(fence)
        .append('\n')
        .toString();
  }

  /** A code span, whose back-ticks are longer than any in it (section 6.1). */
  @Override
  String quoted(String value) {
    String ticks = "`".repeat(longestRun(value) + 1);
    return ticks.length() == 1 ? ticks + value + ticks : ticks + " " + value + " " + ticks;
  }

  private static int longestRun(String text) {
    Matcher matcher = BACKTICKS.matcher(text);
    int longest = 0;
    while (matcher.find()) {
      longest = Math.max(longest, matcher.end() - matcher.start());
    }
    return longest;
  }
}
