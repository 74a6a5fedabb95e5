package io.runbookmemory.remember.capture;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people write before a colon, or as a heading, to say what comes next. */
enum Label {
  SYMPTOM(
      "symptoms?|impact|summary|tl;?dr|what happened|problem|issue|incident|observed|description"),
  FIX(
      "(?:the |final )?fix(?:ed)?(?: applied)?|resolution|(?:resolved|fixed|solved) by|solution"
          + "|remedy|remediation|what (?:fixed|helped|worked)(?: it)?|what we did|actions? taken"),
  MITIGATION("mitigation|mitigated(?: by)?|work-?around|stop-?gap"),
  ROOT_CAUSE(
      "(?:the )?root[- ]?cause(?: analysis)?|cause|caused by|rca|reason|why(?: it"
          + " happened)?|culprit|underlying (?:cause|issue|problem)|trigger(?:ed by)?"),
  NO_EFFECT("(?:what )?(?:did not|didn[’']?t) (?:help|work)|no effect|failed attempts?"),
  WORSENED("made (?:it|things) worse|worsened(?: by)?"),
  SERVICE("(?:affected )?(?:service|component|app|application)(?: name)?"),
  ALERT("alert(?: ?name)?"),
  START("start(?:ed)?(?: at| time)?|since|began|begin|opened(?: at)?"),
  END("resolved(?: at)?|ended|end(?: time)?|recovered(?: at)?|closed(?: at)?"),
  OTHER("follow[- ]?ups?|action items?|next steps?|to-?do|lessons?(?: learned)?|timeline|links?");

  private static final String MARKUP = "[*_`]{0,3}";

  /** A colon, or a dash between spaces, with any markup around it. */
  private static final String COLON = "(?:" + MARKUP + "\\s?:" + MARKUP + "| [-–—] )\\s*";

  private static final String ANY =
      Stream.of(values()).map(label -> label.words).collect(Collectors.joining("|"));

  /** Where a label begins in the middle of a line. */
  static final Pattern INSIDE =
      Pattern.compile(
          "(?<=[\\s.;,(])(?<!\\broot[ -])(?="
              + MARKUP
              + "(?:fix|root[- ]?cause|cause|resolution|rca|solution|workaround|mitigation"
              + "|reason|why|impact|symptoms?)"
              + MARKUP
              + "\\s?:)",
          Pattern.CASE_INSENSITIVE);

  private final String words;

  Label(String words) {
    this.words = words;
  }

  /** A label and where the words after it begin. */
  record Found(Label label, int end) {}

  /** Returns the label that a line begins with. */
  static Optional<Found> at(String line) {
    Matcher any = Patterns.LABELLED.matcher(line);
    return any.lookingAt() ? named(any.group(1)).map(l -> new Found(l, any.end())) : heading(line);
  }

  /** Returns the label that a heading is. */
  static Optional<Label> named(String heading) {
    for (Label label : values()) {
      if (Patterns.of(label.words).matcher(heading.strip()).matches()) {
        return Optional.of(label);
      }
    }
    return Optional.empty();
  }

  private static Optional<Found> heading(String line) {
    Matcher bold = Patterns.BOLD.matcher(line);
    return bold.matches()
        ? named(bold.group(1)).map(label -> new Found(label, line.length()))
        : Optional.empty();
  }

  /** Compiled on first use, since an enum's constants come before its patterns. */
  private static final class Patterns {
    static final Pattern LABELLED =
        Pattern.compile(MARKUP + "(" + ANY + ")" + COLON, Pattern.CASE_INSENSITIVE);
    static final Pattern BOLD = Pattern.compile("[*_]{2}([^*_]+)[*_]{2}");

    static Pattern of(String words) {
      return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }
  }
}
