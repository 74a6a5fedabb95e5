package io.runbookmemory.text;

/**
 * A value that is looked for in texts, whatever its case, between characters that are neither
 * letters nor digits. Made for looking through many texts: the rarest character of the value is
 * sought first, by the JVM's own search, and the rest is compared where it stands. Immutable.
 */
public final class WholeWord {

  /** What most of a text is made of, the commonest first. */
  private static final String COMMON = " etaonrlcdphmu";

  /** Characters with a variant that is not ASCII: {@code ı}, {@code K} and {@code ſ}. */
  private static final String AMBIGUOUS = "iksIKS";

  private static final char ASCII = 128;

  private final String value;

  /** Where the rarest character stands, or -1 if none can be sought by itself. */
  private final int anchor;

  private final char lower;
  private final char upper;

  /**
   * Prepares the search.
   *
   * @param value what is looked for, one character or more, such as {@code db-3.example}
   * @throws IllegalArgumentException if it is empty
   */
  public WholeWord(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("value must have a character");
    }
    this.value = value;
    this.anchor = anchor(value);
    char sought = anchor < 0 ? 0 : value.charAt(anchor);
    this.lower = Character.toLowerCase(sought);
    this.upper = Character.toUpperCase(sought);
  }

  private static int anchor(String value) {
    int rarest = -1;
    for (int at = 0; at < value.length(); at++) {
      char one = value.charAt(at);
      boolean alone = one < ASCII && AMBIGUOUS.indexOf(one) < 0;
      if (alone && (rarest < 0 || rarity(one) > rarity(value.charAt(rarest)))) {
        rarest = at;
      }
    }
    return rarest;
  }

  private static int rarity(char one) {
    int common = COMMON.indexOf(Character.toLowerCase(one));
    return common < 0 ? COMMON.length() : common;
  }

  /**
   * Returns where a text holds the value first.
   *
   * @param text what is looked through
   * @param from the index of the first character at which the value may begin, 0 or more
   * @return an index, or -1 if the text does not hold it
   */
  public int in(String text, int from) {
    return anchor < 0 ? inEachPlace(text, from) : inPlacesOfAnchor(text, from);
  }

  private int inPlacesOfAnchor(String text, int from) {
    int inLower = text.indexOf(lower, from + anchor);
    int inUpper = lower == upper ? -1 : text.indexOf(upper, from + anchor);
    while (inLower >= 0 || inUpper >= 0) {
      boolean lowerFirst = inUpper < 0 || (inLower >= 0 && inLower < inUpper);
      int place = lowerFirst ? inLower : inUpper;
      if (isAt(text, place - anchor)) {
        return place - anchor;
      }
      if (lowerFirst) {
        inLower = text.indexOf(lower, place + 1);
      } else {
        inUpper = text.indexOf(upper, place + 1);
      }
    }
    return -1;
  }

  private int inEachPlace(String text, int from) {
    int last = text.length() - value.length();
    for (int at = from; at <= last; at++) {
      if (isAt(text, at)) {
        return at;
      }
    }
    return -1;
  }

  private boolean isAt(String text, int at) {
    int end = at + value.length();
    return end <= text.length()
        && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
        && text.regionMatches(true, at, value, 0, value.length())
        && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
  }
}
