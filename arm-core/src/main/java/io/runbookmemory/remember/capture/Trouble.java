package io.runbookmemory.remember.capture;

import io.runbookmemory.text.Excerpt;
import io.runbookmemory.text.Identifier;
import io.runbookmemory.text.Identifiers;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells words that speak of something being wrong. */
final class Trouble {

  /** An account names its alert early; in what follows, such as a log, names are many. */
  private static final int BEGINNING = 2_000;

  private static final Pattern WORDS =
      Marks.words(
          "\\b(?:errors?|stopped \\w+ing|r[au]n(?:ning)?"
              + " out|alarms?|died|glitch\\w*|bugs?|fail(?:s|ed|ing|ures?)?|down|outages?|time-?outs?|timed"
              + " out|timing out|latency|slow|crash\\w*|oom\\w*|out of (?:memory|\\w+"
              + " \\w+|disk)|exhausted|full"
              + "|stuck|unavailable|unreachable|refused|denied|expired|leak\\w*|spik\\w+|dropped"
              + "|losing|lost|lag(?:s|ged|ging)?|backlog|delay(?:s|ed)?|stale|broken?|breaks?|corrupt\\w*|deadlock\\w*|offline|not"
              + " ?ready|degraded|paged|bounc\\w+|duplicated?|blocked|hung|hang(?:s|ing)?|saturated|throttl\\w+|panic\\w*|blank|could"
              + " not|couldn[’']t|cannot|can[’']t|unable|sealed|tripled|doubled|dead|idle|gaps?|bad"
              + "|wrong|missing|flapp\\w+|red|incident|impact)\\b|\\b[45]\\d\\ds\\b|\\b[45]xx\\b|\\b100"
              + " ?%|\\b(?:return\\w*|answer\\w*|throw\\w*|serv\\w+|got|getting|with)"
              + " [45]\\d\\d\\b");

  private Trouble() {}

  static boolean isIn(String text) {
    return WORDS.matcher(text).find()
        || Identifiers.find(text).stream()
            .anyMatch(one -> one.kind() == Identifier.Kind.ERROR_CODE);
  }

  /** Returns the alert that a text says fired. */
  static Optional<String> alert(String words) {
    String text = Excerpt.beginning(words, BEGINNING);
    for (Identifier one : Identifiers.find(text)) {
      if (one.kind() == Identifier.Kind.ALERT_NAME) {
        String name = Pattern.quote(one.value());
        Matcher fired =
            Marks.words(
                    "\\b(?:pager|paged?|alarm)\\b.* for "
                        + name
                        + "\\b|\\b(?:alert|paged by|paged for|firing[:\\d\\]]*)\\s+"
                        + name
                        + "\\b|\\b"
                        + name
                        + "\\s+(?:alert\\b|(?:is |has |was |just"
                        + " )?(?:fired|firing|triggered|paged))")
                .matcher(text);
        if (fired.find()) {
          return Optional.of(one.value());
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the fingerprint that a text calls one. */
  static Optional<String> fingerprint(String words) {
    String text = Excerpt.beginning(words, BEGINNING);
    return Identifiers.find(text).stream()
        .filter(one -> one.kind() == Identifier.Kind.FINGERPRINT)
        .map(Identifier::value)
        .filter(value -> Marks.words("\\bfingerprint[\\s:=]+(?:is )?" + value).matcher(text).find())
        .findFirst();
  }
}
