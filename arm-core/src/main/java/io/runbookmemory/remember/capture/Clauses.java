package io.runbookmemory.remember.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text in the pieces that may each say one thing, with the label or heading they stand under. */
final class Clauses {

  /**
   * A piece of a text.
   *
   * @param label what it was said to be, or null
   * @param words itself, without the label
   * @param raw itself, with the label
   * @param continues whether it only goes on after a semicolon
   */
  record Clause(@Nullable Label label, String words, String raw, boolean continues) {

    boolean question() {
      return words.endsWith("?");
    }
  }

  private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)[\\s#:]*");
  private static final Pattern BULLET = Pattern.compile("(?:[-*+•]|\\d{1,3}[.)])\\s+");

  /** After a digit a full stop ends a sentence only before a capital: "v2. 3 pods" goes on. */
  private static final Pattern SENTENCE_END =
      Pattern.compile(
          "(?<=[!?…])\\s+|(?<=\\d\\.)\\s+(?=\\p{Lu})|(?<=[^\\d\\s]\\.)"
              + "(?<!\\b(?:e\\.g|i\\.e|vs|approx|ca|incl|etc|no)\\.)\\s+");

  /** Within a sentence: a semicolon, or the comma before the next entry of a timeline. */
  private static final Pattern PART_END =
      Pattern.compile(";\\s+|\\s+[–—]\\s+|,\\s+(?=(?:\\d{1,2}:\\d{2})\\b)");

  private final List<Clause> clauses = new ArrayList<>();
  private @Nullable Label section;
  private boolean sectionOfHeading;

  private Clauses() {}

  static List<Clause> of(String text) {
    Clauses found = new Clauses();
    text.lines().map(String::strip).forEach(found::line);
    return found.clauses;
  }

  /** Returns the sentences of a text, each line's by themselves. */
  static List<String> sentences(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .flatMap(SENTENCE_END::splitAsStream)
        .map(String::strip)
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }

  /** Returns the first sentence of a text, without its full stop. */
  static String firstSentence(String text) {
    String line = text.strip().lines().findFirst().orElse(text).strip();
    String first = SENTENCE_END.split(line, 2)[0].strip();
    return first.endsWith(".") && first.length() > 1
        ? first.substring(0, first.length() - 1)
        : first;
  }

  private void line(String line) {
    if (line.isEmpty()) {
      if (!sectionOfHeading) {
        section = null;
      }
      return;
    }
    Matcher heading = HEADING.matcher(line);
    if (heading.matches()) {
      section = Label.named(heading.group(1)).orElse(null);
      sectionOfHeading = true;
      if (section == null) {
        split(heading.group(1));
      }
      return;
    }
    Matcher bullet = BULLET.matcher(line);
    split(bullet.lookingAt() ? line.substring(bullet.end()) : line);
  }

  private void split(String line) {
    Label under = section;
    for (String part : Label.INSIDE.splitAsStream(line).toList()) {
      for (String sentence : SENTENCE_END.splitAsStream(part).toList()) {
        Label.Found found = Label.at(sentence.strip()).orElse(null);
        if (found == null) {
          parts(under, "", sentence.strip());
        } else {
          String words = sentence.strip();
          under = labelled(found, words.substring(0, found.end()), words.substring(found.end()));
        }
      }
    }
  }

  /** Takes what follows a label, and returns the one that the next sentences stand under. */
  private @Nullable Label labelled(Label.Found found, String lead, String rest) {
    if (rest.isBlank()) {
      section = found.label();
      sectionOfHeading = false;
    } else {
      parts(found.label(), lead, rest.strip());
    }
    return section;
  }

  private void parts(@Nullable Label label, String lead, String sentence) {
    Matcher end = PART_END.matcher(sentence);
    int from = 0;
    while (end.find()) {
      add(label, from == 0 ? lead : "", sentence.substring(from, end.start()), from > 0);
      from = end.end();
    }
    add(label, from == 0 ? lead : "", sentence.substring(from), from > 0);
  }

  private void add(@Nullable Label label, String lead, String words, boolean continues) {
    if (!words.isBlank()) {
      clauses.add(new Clause(label, words.strip(), lead + words.strip(), continues));
    }
  }
}
