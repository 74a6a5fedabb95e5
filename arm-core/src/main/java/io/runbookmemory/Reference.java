package io.runbookmemory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that speak of a service without naming it. */
final class Reference {

  private static final Pattern WORDS =
      Pattern.compile(
          "\\b(?:(?:that|this|the"
              + " same|the)\\s+(?:service|one|app|application|component|system|thing|alert|incident)|the"
              + " same(?=\\s*(?:[?!.,;]|$|again|error|problem|issue))"
              + "|(?<=\\b(?:fixed|fix|about|with|of|for|does|did|is|was|caused|causes|owns)\\s)(?:this|that)\\b"
              + "|its?|them|they|there)\\b",
          Pattern.CASE_INSENSITIVE);

  private Reference() {}

  /** Returns the first of them in a text. */
  static Optional<String> in(String text) {
    Matcher matcher = WORDS.matcher(text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }
}
