package io.runbookmemory.text;

import static io.runbookmemory.text.OperationsTokenizer.MAX_TOKEN_LENGTH;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A word and what the tokenizer makes of it alone, which is always the same. Immutable.
 *
 * @param written as it stands in a text
 * @param folded as it stands in the whole of a compound
 * @param tokens of its parts, if there are several, and of the word
 */
record Word(String written, String folded, List<String> tokens) {

  private static final int MAX_SPLIT_LENGTH = 64;

  // Words that only hold a sentence together. "no", "not", "up", "down", "before" and the like say
  // what is wrong, and stay.
  private static final String ARTICLES = "a an the this that these those";
  private static final String PRONOUNS =
      "i me my we our ours you your yours he him his she her hers it its they them their theirs"
          + " what which who whom";
  private static final String AUXILIARIES =
      "am is are was were be been being have has had having do does did doing would should could"
          + " will can may might must shall";
  private static final String CONNECTIVES =
      "and but if or as than so such of at by for with into to from in on then there here";

  private static final Set<String> STOP_WORDS =
      Set.of(String.join(" ", ARTICLES, PRONOUNS, AUXILIARIES, CONNECTIVES).split(" "));

  private static final int LONGEST_STOP_WORD =
      STOP_WORDS.stream().mapToInt(String::length).max().orElseThrow();

  static Word of(String written) {
    List<String> tokens = new ArrayList<>();
    if (written.length() <= MAX_SPLIT_LENGTH) {
      List<String> parts = Words.parts(written);
      if (parts.size() > 1) {
        for (String part : parts) {
          if (part.length() > 1) {
            token(PlainText.fold(part)).ifPresent(tokens::add);
          }
        }
      }
    }
    String folded = PlainText.fold(PlainText.cut(written, MAX_TOKEN_LENGTH));
    token(folded).ifPresent(tokens::add);
    return new Word(written, folded, List.copyOf(tokens));
  }

  /** Returns the token of a folded word, part or compound; empty if it is left out. */
  static Optional<String> token(String folded) {
    String token = PlainText.cut(folded, MAX_TOKEN_LENGTH);
    if (token.length() <= LONGEST_STOP_WORD && STOP_WORDS.contains(token)) {
      return Optional.empty();
    }
    return Optional.of(isEnglish(token) ? PorterStemmer.stem(token) : token);
  }

  private static boolean isEnglish(String token) {
    for (int i = 0; i < token.length(); i++) {
      if (token.charAt(i) < 'a' || token.charAt(i) > 'z') {
        return false;
      }
    }
    return true;
  }
}
