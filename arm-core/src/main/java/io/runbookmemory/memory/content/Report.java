package io.runbookmemory.memory.content;

import io.runbookmemory.text.StorableText;
import java.time.Instant;

/**
 * A report over a period: a postmortem, a shift's hand-over, a month in numbers.
 *
 * @param from where the period begins, inclusive
 * @param to where it ends, exclusive
 * @param markdown the report's text
 * @param data the numbers behind it, as one JSON value; may be empty
 */
public record Report(Instant from, Instant to, String markdown, String data) implements Content {

  /** Checks the rules. */
  public Report {
    markdown = StorableText.of(markdown);
    data = StorableText.of(data);
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "a report must not end before it begins, got " + from + " to " + to);
    }
  }

  @Override
  public String kind() {
    return "report";
  }

  @Override
  public String text() {
    return markdown;
  }
}
