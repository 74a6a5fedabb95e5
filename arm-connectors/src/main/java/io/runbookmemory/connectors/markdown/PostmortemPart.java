package io.runbookmemory.connectors.markdown;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a section of a postmortem is about, by the words of its heading. The order matters: a
 * heading is of the first part that it fits, so that <em>Resolution timeline</em> is a timeline.
 */
enum PostmortemPart {
  TIMELINE(
      "time ?line|chronolog|sequence of events|key events|(event|incident) log|log of events|^(key"
          + " )?times$",
      ""),
  ACTION_ITEMS(
      "action (item|point)|review actions|actions? to take|corrective|prevent|follow.?up|next"
          + " steps?|to.?dos?\\b|remediation items?|improvements?\\b|we (will|are going to|plan to)"
          + " (do|change)|will we (do|change)|future work",
      ""),
  LESSONS(
      "lessons?|went (well|right)|got lucky|(what )?we learn|learnings|take-?aways?|retrospective$",
      ""),
  ROOT_CAUSE(
      "root.?causes?|\\bcauses?\\b|contribut|\\bwhys?\\b|underlying",
      "trigger|\\bfault\\b|went wrong|reason"),
  RESOLUTION(
      "resol|\\bfix|remed|recover|restor|repair|we do about|(immediate|emergency) action"
          + "|actions? taken|solution|work.?around",
      "mitigat|respon|stabili|contain"),
  DETECTION("detect|notice|discover|alerting|find out|found out", ""),
  IMPACT("impact|effects?\\b|affected|blast radius|damage|consequence", "symptom|scope"),
  SUMMARY(
      "summary|overview|abstract|tl.?dr|synopsis|what happened|description|problem|in short",
      "leadup|lead-up|background|introduction|context");

  private final Pattern plain;
  private final Pattern vague;

  PostmortemPart(String plain, String vague) {
    this.plain = Pattern.compile(plain);
    this.vague = Pattern.compile(vague.isEmpty() ? "(?!)" : vague);
  }

  /**
   * A heading that was understood.
   *
   * @param part what it is about
   * @param plain false where it only may be
   */
  record Fit(PostmortemPart part, boolean plain) {}

  /** Returns what a heading is about; empty for one that no part fits. */
  static Optional<Fit> of(String heading) {
    String words = heading.strip().toLowerCase(Locale.ROOT);
    return first(words, true).or(() -> first(words, false));
  }

  private static Optional<Fit> first(String words, boolean plain) {
    return Arrays.stream(values())
        .filter(part -> (plain ? part.plain : part.vague).matcher(words).find())
        .findFirst()
        .map(part -> new Fit(part, plain));
  }

  /** Returns whether headings further down that would be parts of their own belong to this one. */
  boolean holdsItsChildren() {
    return switch (this) {
      case TIMELINE, ACTION_ITEMS, LESSONS, ROOT_CAUSE, RESOLUTION -> true;
      case DETECTION, IMPACT, SUMMARY -> false;
    };
  }
}
