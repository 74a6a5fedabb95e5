package io.runbookmemory.connectors.chat;

import io.runbookmemory.tool.Described;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message with a title, as a card in a channel. Its words are plain: no markup of theirs counts,
 * and what looks like a mention of somebody is none.
 *
 * @param title one line, 1 to {@value #LONGEST_TITLE} characters
 * @param text 1 to {@value #LONGEST_TEXT} characters; its lines are kept
 * @param facts names and values in their order, such as service and env; {@value #MOST_FACTS} at
 *     most, perhaps none
 * @param link {@code https} or {@code http}, behind a button; null for none
 */
public record Card(
    @Described("one line, 200 characters at most") String title,
    @Described("plain text, 4,000 characters at most") String text,
    @Described("names and values such as service and env, 20 at most; may be empty")
        Map<String, String> facts,
    @Described("https or http, behind a button") @Nullable URI link) {

  /** The longest title, in characters. */
  public static final int LONGEST_TITLE = 200;

  /** The longest text, in characters. */
  public static final int LONGEST_TEXT = 4_000;

  /** The most facts. */
  public static final int MOST_FACTS = 20;

  /** Checks the rules. */
  public Card {
    demand("title", title, LONGEST_TITLE);
    demand("text", text, LONGEST_TEXT);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    if (facts.size() > MOST_FACTS) {
      throw new IllegalArgumentException(
          "a card has at most " + MOST_FACTS + " facts, got " + facts.size());
    }
    if (link != null && !List.of("https", "http").contains(String.valueOf(link.getScheme()))) {
      throw new IllegalArgumentException(
          "a card's link must be an http or https address, got " + link);
    }
  }

  /**
   * Returns it as Teams takes it, be it as an answer to an outgoing webhook.
   *
   * @return a message with an Adaptive Card, JSON
   * @throws io.runbookmemory.error.InvalidInputException if it is larger than Teams shows
   */
  public String toMessage() {
    return AdaptiveCard.message(this).toString();
  }

  private static void demand(String what, String text, int longest) {
    if (text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(
          "a card's " + what + " must have 1 to " + longest + " characters, got " + text.length());
    }
  }
}
