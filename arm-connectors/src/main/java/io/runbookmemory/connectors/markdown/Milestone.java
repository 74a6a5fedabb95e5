package io.runbookmemory.connectors.markdown;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The four times of an incident, by the words of the line that tells of them. */
enum Milestone {
  OPENED(
      "\\b(begins?|began|starts?|started|beginning)\\b(?=.*"
          + Milestone.HARM
          + ")|"
          + Milestone.HARM
          + ".*\\b(begins?|began|starts?|started|beginning)\\b|\\bfirst (\\w+ )?"
          + Milestone.HARM
          + "|^\\W*(begin|began|begun|start|started)\\W*$|\\b(begins?|began|starts?|started)"
          + " (failing|to (fail|rise|grow|drop|climb|time|disappear))",
      "(incident|impact|outage)? ?(start(ed|s)?|begins?|began|begun|opened)( time| at| date)?"
          + "|start of (the )?(incident|impact|outage)"),
  DETECTED(
      "\\bfir(es|ed|ing)\\b|\\b(goes|went|going) off\\b|\\bpaged\\b|\\bpag(ing|es?) (the"
          + " )?(on-?call|team|sent|out|goes|went|\\w+"
          + " on-?call)|\\bpages?$|\\bpager|\\bnotic|\\bdetect|\\balert(s|ed)?"
          + " |\\btrigger(s|ed)\\b|\\breported\\b|\\breports"
          + " (of|on|from|come|came)\\b|\\b(first|customer|user|client|support)s?( \\w+)?"
          + " reports?\\b|\\bfirst (\\w+"
          + " )?(ticket|call)|\\bcomplain|\\bdiscover|\\bspotted|\\b(problem|issue|incident)( is|"
          + " was)? identified",
      "(incident )?detect(ed|ion)( time| at| date)?|(first )?(noticed|reported|discovered)( at)?"),
  MITIGATED(
      "\\bmitigat|\\brecover|\\brepaired\\b|\\b(working|works) as\\b|\\bhealthy"
          + " again|\\brestored\\b|\\b(back|returns?|returned) to (\\w+ ){0,2}normal|\\bback"
          + " (up|online|again)|\\bagain\\b"
          + "|\\b(errors?|rate|latency|lag|queue|duplicates|failures)\\b.{0,20}\\b(drop|fall|fell|stop|subsid|decreas|improv|shrink|normal)|\\b(impact|outage)"
          + " (ends|ended|over)",
      "(incident )?mitigat(ed|ion)( time| at| date)?|impact (ends?|ended)|(restored|repaired)("
          + " at)?"),
  RESOLVED(
      "\\bresolved\\b|\\ball clear\\b|\\b(incident|outage)( is| was)? (over|closed|ends|ended)\\b"
          + "|\\bclosed\\b|\\bfully (restored|recovered|operational)|\\bfixed\\b",
      "(incident |outage )?(resolved|end(s|ed)?|closed|fixed)( time| at| date)?|resolution time"
          + "|end of (the )?(incident|impact|outage)");

  private static final String HARM =
      "\\b(error|fail|outage|impact|incident|latency|degrad|time-?out|5\\d\\d|drop|lag\\b|duplicat"
          + "|wrong|unavailab|crash|down\\b|slow|empty|killed|page|issue|problem|symptom)";

  private static final Pattern DENIED =
      Pattern.compile(
          "(\\bnot|n't|\\bnever|\\bno|\\bhardly|\\bfails? to|\\bfailed to|\\btry(ing)?"
              + " to|\\bpartial\\w*) (\\w+"
              + " ){0,3}?(mitigat|resol|recover|restor|fix|help|work|improv|back)");

  private final Pattern entry;
  private final Pattern field;

  Milestone(String entry, String field) {
    this.entry = Pattern.compile(entry);
    this.field = Pattern.compile(field);
  }

  /** Returns whether an entry of a timeline tells of it. */
  boolean isIn(String words) {
    String small = words.toLowerCase(Locale.ROOT);
    boolean denied = (this == MITIGATED || this == RESOLVED) && DENIED.matcher(small).find();
    return !denied && entry.matcher(small).find();
  }

  /** Returns the one that a field such as {@code Detected at} is. */
  static Optional<Milestone> named(String field) {
    String small = field.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(milestone -> milestone.field.matcher(small).matches())
        .findFirst();
  }
}
