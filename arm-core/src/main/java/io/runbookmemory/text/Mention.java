package io.runbookmemory.text;

import java.util.List;

/**
 * A run of letters, digits, points, hyphens and underscores in a text, without those at its ends
 * that are punctuation, and with what stands around it.
 *
 * @param word the run
 * @param text the whole text
 * @param start index of the run in the text
 * @param previous the words before it, the nearest first, in lower case without punctuation; only
 *     as far as they lead up to it, as in {@code exit code: 137}
 */
record Mention(String word, String text, int start, List<String> previous) {

  /** Returns whether the text right before the run ends so. */
  boolean follows(String before) {
    return text.startsWith(before, start - before.length());
  }

  /** Returns whether the text right after the run begins so. */
  boolean precedes(String after) {
    return text.startsWith(after, end());
  }

  int end() {
    return start + word.length();
  }

  /** Returns the n-th word before, 0 being the nearest, empty where there is none. */
  String previous(int n) {
    return n < previous.size() ? previous.get(n) : "";
  }
}
