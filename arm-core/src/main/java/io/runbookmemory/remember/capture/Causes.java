package io.runbookmemory.remember.capture;

import io.runbookmemory.remember.capture.Marks.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where a clause says why. A cause that is denied, unknown or only guessed is none. */
final class Causes {

  private static final Pattern MARK =
      Marks.words(
          "(?:^(?:the )?(?:root )?cause (?:of|for) (?<what>[^:]{1,60}?)(?: was| is|:)"
              + "|\\b(?:the )?root[- ]cause (?:was|is|turned out to be)(?: that)?\\b"
              + "|\\b(?:was |were |is |been )?(?:caused|triggered) by\\b|\\bdue to\\b"
              + "|\\bbecause(?: of)?\\b|\\b(?:it |this )?turned out(?: to be| that)?\\b"
              + "|\\b(?:the )?culprit (?:was|is)(?: that)?\\b"
              + "|(?:^|\\bthe )(?:actual |real |underlying )?(?:problem|issue|reason|cause)"
              + " was(?: that)?\\b"
              + "|\\b(?:was )?traced (?:it )?(?:back )?to\\b|\\bas a result of\\b"
              + "|^it was (?=(?:the|an?) .*\\b(?:that|which)\\b))[:,]?\\s*");

  private static final Pattern DENIED =
      Marks.words("(?:\\bnot|n[’']?t|\\bnever|\\bno)(?: been)?[\\s,]*$");

  private static final Pattern GUESSED =
      Marks.words(
          "\\b(?:maybe|may be|might|could be|possibly|probably|perhaps|likely|presumably|suspect"
              + "\\w*|we think|seems?|unclear|not sure)\\b");

  private static final Pattern UNKNOWN =
      Marks.words(
          "^[\\s(]*(?:(?:is|was|are|still|currently|as"
              + " yet)\\s+)*(?:unknown|unclear|tbd|tba|n/?a|none\\b|not (?:yet"
              + " )?(?:known|found|clear|determined)|no idea|(?:under|being)"
              + " investigat|investigating|pending|open\\b|to be |\\?|-+$|nothing)");

  private static final Pattern FILLER =
      Marks.words("^(?:(?:it|this|that|which|and|but|the outage|the incident|all of it)\\s*)*$");

  private Causes() {}

  /** Returns whether words after a label only say that nobody knows. */
  static boolean isUnknown(String words) {
    return UNKNOWN.matcher(words).find();
  }

  /** Returns a clause as symptom, with the cause that it names. */
  static List<Finding> in(String clause) {
    Matcher mark = MARK.matcher(clause);
    if (!mark.find()) {
      return List.of(new Finding(Role.SYMPTOM, clause));
    }
    String before = clause.substring(0, mark.start());
    String cause = clause.substring(mark.end()).strip();
    if (cause.isEmpty()
        || isUnknown(cause)
        || DENIED.matcher(before).find()
        || GUESSED.matcher(clause).find()
        || Actions.isPlanned(clause)) {
      return List.of(new Finding(Role.SYMPTOM, clause));
    }
    List<Finding> findings = new ArrayList<>();
    if (mark.group("what") != null) {
      findings.add(new Finding(Role.SYMPTOM, mark.group("what").strip()));
    }
    String seen = before.replaceFirst("[\\s,;:–—-]+$", "").strip();
    if (!FILLER.matcher(seen).matches()) {
      findings.add(new Finding(Role.SYMPTOM, seen));
    }
    findings.add(new Finding(Role.CAUSE, cause));
    return findings;
  }
}
