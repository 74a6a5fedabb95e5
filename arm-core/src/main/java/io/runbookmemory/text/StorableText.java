package io.runbookmemory.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text that every engine can store and give back: well-formed, and without NUL. Whatever a memory
 * holds passes through here, so that a memory that is read back equals the one that was written.
 */
public final class StorableText {

  private StorableText() {}

  /**
   * Returns a text with NUL and lone surrogates, such as a cut emoji leaves, replaced by U+FFFD.
   *
   * @param text any text
   * @return the same text if there is nothing to replace
   */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return text.codePoints()
            .map(point -> isStorable(point) ? point : 0xFFFD)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }

  private static boolean isStorable(int point) {
    return point != 0 && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
  }

  /**
   * Returns {@link #of} a text that may be absent.
   *
   * @param text any text, or null
   * @return null for null
   */
  public static @Nullable String orNull(@Nullable String text) {
    return text == null ? null : of(text);
  }

  /**
   * Returns {@link #of} every text of a list.
   *
   * @param texts any texts
   * @return an unmodifiable copy
   */
  public static List<String> all(List<String> texts) {
    return texts.stream().map(StorableText::of).toList();
  }
}
