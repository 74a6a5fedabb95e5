package io.runbookmemory.guard.redact.replace;

import io.runbookmemory.guard.redact.Finding;
import io.runbookmemory.guard.redact.SecretKind;
import io.runbookmemory.guard.redact.SecretScanner;
import io.runbookmemory.text.Placeholder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Puts placeholders into texts that belong together, the same for the same value: {@code [EMAIL_1]}
 * is one person in all of them. A card is the same with and without blanks, an address in any case.
 * Numbers that texts bring along are not given again. Not thread-safe.
 */
public final class Numbering {

  /** Of so many values the numbers are remembered; older ones are given a new one. */
  private static final int REMEMBERED = 65_536;

  /** Only text made for it uncovers more after that. */
  private static final int MOST_PASSES = 8;

  private static final Pattern GIVEN = Pattern.compile("\\[([A-Z_]{2,20})_([0-9]{1,9})]");

  private final SecretScanner scanner;
  private final Map<SecretKind, Integer> last = new EnumMap<>(SecretKind.class);
  private final Map<SecretKind, Long> replaced = new EnumMap<>(SecretKind.class);
  private final Map<String, Integer> numbers =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Starts with number 1 of each kind.
   *
   * @param scanner finds the secrets
   */
  public Numbering(SecretScanner scanner) {
    this.scanner = scanner;
  }

  /**
   * Returns a text with every secret replaced. Redacting that again changes nothing: where a
   * placeholder uncovers a secret beside it, such as a key that ran into another word, that one is
   * replaced as well.
   *
   * @param text any text
   * @return the same text if there is no secret in it
   */
  public String redact(String text) {
    List<Finding> found = scanner.find(text);
    if (found.isEmpty()) {
      return text;
    }
    reserve(text);
    List<Integer> placeholders = new ArrayList<>(found.size());
    return again(replace(text, found, placeholders), placeholders);
  }

  private String replace(String text, List<Finding> found, List<Integer> placeholders) {
    StringBuilder clean = new StringBuilder(text.length());
    int from = 0;
    for (Finding finding : found) {
      clean.append(text, from, finding.start());
      placeholders.add(clean.length());
      clean.append(placeholder(finding.kind(), text.substring(finding.start(), finding.end())));
      from = finding.end();
    }
    return clean.append(text, from, text.length()).toString();
  }

  /** Looks once more at the lines in which something was replaced. */
  private String again(String text, List<Integer> placeholders) {
    StringBuilder clean = null;
    int copied = 0;
    int from = 0;
    for (int placeholder : placeholders) {
      if (placeholder < from) {
        continue;
      }
      int begin = Math.max(from, text.lastIndexOf('\n', placeholder) + 1);
      int newline = text.indexOf('\n', placeholder);
      int end = newline < 0 ? text.length() : newline + 1;
      String line = text.substring(begin, end);
      String cleanLine = untilNothingChanges(line);
      if (!cleanLine.equals(line)) {
        clean = clean == null ? new StringBuilder(text.length()) : clean;
        clean.append(text, copied, begin).append(cleanLine);
        copied = end;
      }
      from = end;
    }
    return clean == null ? text : clean.append(text, copied, text.length()).toString();
  }

  private String untilNothingChanges(String line) {
    String clean = line;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      List<Finding> found = scanner.find(clean);
      if (found.isEmpty()) {
        break;
      }
      clean = replace(clean, found, new ArrayList<>());
    }
    return clean;
  }

  /**
   * Keeps the numbers of the placeholders that a text holds from being given to others.
   *
   * @param text any text
   */
  public void reserve(String text) {
    if (text.indexOf('[') < 0) {
      return;
    }
    GIVEN
        .matcher(text)
        .results()
        .filter(match -> Placeholder.kinds().contains(match.group(1)))
        .forEach(this::reserve);
  }

  private void reserve(MatchResult match) {
    last.merge(SecretKind.valueOf(match.group(1)), Integer.valueOf(match.group(2)), Math::max);
  }

  /**
   * Returns the placeholder of a secret.
   *
   * @param kind of what kind it is
   * @param value the secret as it stands in a text
   * @return such as {@code [EMAIL_1]}
   */
  public String placeholder(SecretKind kind, String value) {
    String key = kind.name() + ' ' + plain(kind, value);
    Integer number = numbers.get(key);
    if (number == null) {
      number = last.merge(kind, 1, Integer::sum);
      numbers.put(key, number);
    }
    replaced.merge(kind, 1L, Long::sum);
    return "[" + kind + "_" + number + "]";
  }

  private static String plain(SecretKind kind, String value) {
    return switch (kind) {
      case CARD, PHONE, IBAN -> value.replaceAll("[^A-Za-z0-9]", "");
      case EMAIL, IP -> value.toLowerCase(Locale.ROOT);
      case JWT,
          TOKEN,
          AWS_KEY,
          GCP_KEY,
          AZURE_KEY,
          GITHUB_TOKEN,
          GITLAB_TOKEN,
          SLACK_TOKEN,
          SLACK_WEBHOOK,
          STRIPE_KEY,
          PRIVATE_KEY,
          PASSWORD,
          SECRET,
          NAME ->
          value;
    };
  }

  /**
   * Returns how many secrets were replaced so far.
   *
   * @return by kind, those that were found only, as a copy
   */
  public Map<SecretKind, Long> replaced() {
    return new EnumMap<>(replaced);
  }
}
