package io.runbookmemory.text;

import org.jspecify.annotations.Nullable;

/**
 * The words that were read lately, so that a word that comes again is not taken apart, folded and
 * stemmed again, and its tokens are the same objects. A word has one slot, from which it displaces
 * another: {@value #SLOTS} short words take some two megabytes at most. Thread-safe.
 */
final class RecentWords {

  /** For all texts of the process: services write in the same words again and again. */
  static final RecentWords SHARED = new RecentWords();

  private static final int SLOTS = 1 << 13;

  /** Longer words are numbers of one event and encoded data, which hardly come again. */
  private static final int LONGEST = 32;

  // Without a lock or a fence: a thread may miss a word that another has just put here, but never
  // sees half of one, since the fields of a record are final.
  private final @Nullable Word[] slots = new Word[SLOTS];

  /** Returns the word between two indexes of a text. */
  Word at(String text, int start, int end) {
    if (end - start > LONGEST) {
      return Word.of(text.substring(start, end));
    }
    int slot = slot(text, start, end);
    Word recent = slots[slot];
    if (recent != null
        && recent.written().length() == end - start
        && text.startsWith(recent.written(), start)) {
      return recent;
    }
    Word word = Word.of(text.substring(start, end));
    slots[slot] = word;
    return word;
  }

  private static int slot(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }
}
