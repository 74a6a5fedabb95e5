package io.runbookmemory.examples.daemon.chat;

import io.runbookmemory.text.Excerpt;

/**
 * Who says something in a chat.
 *
 * @param name as the journal has them
 * @param session what they say belongs to
 * @param mayChange whether they may do more than ask
 */
record Speaker(String name, String session, boolean mayChange) {

  private static final int LONGEST_NAME = 60;

  /**
   * Returns somebody.
   *
   * @param system such as {@code Slack}
   * @param id as the chat knows them; what else they call themselves they can change
   * @param name as people know them
   * @param session made of ids, each such as the chat gives it
   */
  static Speaker of(String system, String id, String name, String session, boolean mayChange) {
    String shown = Excerpt.title(name.isBlank() ? id : name, LONGEST_NAME);
    return new Speaker(shown + " (" + system + " " + id + ")", plain(session), mayChange);
  }

  /** A session is a segment of the API's paths; two that differ stay two. */
  private static String plain(String session) {
    StringBuilder plain = new StringBuilder();
    session
        .codePoints()
        .forEach(
            c -> {
              if (c < 128 && (Character.isLetterOrDigit(c) || "_-:@.".indexOf(c) >= 0)) {
                plain.appendCodePoint(c);
              } else {
                plain.append('~').append(Integer.toHexString(c)).append('~');
              }
            });
    return plain.toString();
  }
}
