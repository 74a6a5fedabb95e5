package io.runbookmemory.connectors.chat;

import java.util.regex.Pattern;

/** Words as Slack shows them and does nothing else with them. */
final class SlackText {

  /** Some calls read these without their brackets; a word joiner within parts them. */
  private static final Pattern EVERYBODY =
      Pattern.compile("@(?=here\\b|channel\\b|everyone\\b)", Pattern.CASE_INSENSITIVE);

  private SlackText() {}

  /**
   * These three are Slack's markup; without them {@code <!channel>} would call everybody, and
   * {@code <https://evil|https://good>} would be a link that lies.
   */
  static String escaped(String text) {
    String plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return EVERYBODY.matcher(plain).replaceAll("@\u2060");
  }
}
