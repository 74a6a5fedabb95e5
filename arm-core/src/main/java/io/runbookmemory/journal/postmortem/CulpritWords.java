package io.runbookmemory.journal.postmortem;

import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words that look for a culprit instead of a cause. What people said is not changed, it is pointed
 * out; after Site Reliability Engineering, chapter 15, "Postmortem Culture".
 */
final class CulpritWords {

  private static final Pattern CULPRIT =
      Pattern.compile(
          "(?i)\\b(human error|operator"
              + " error|careless(?:ly|ness)?|negligen(?:t|ce)|incompeten(?:t|ce)|stupid(?:ity)?|idiot(?:ic)?|sloppy|lazy|should"
              + " have known|forgot to|failed to|blame[ds]?|'s fault|(?:his|her|their|your)"
              + " fault|screwed up|messed up)\\b");

  private CulpritWords() {}

  /** Returns where entries have such words, in all that people write. */
  static List<String> in(List<JournalEntry> entries) {
    List<String> found = new ArrayList<>();
    for (JournalEntry entry : entries) {
      in(said(entry.event())).forEach(word -> found.add("J" + entry.position() + says(word)));
    }
    return found;
  }

  /** Returns such words of a text. */
  static List<String> in(String text) {
    return CULPRIT.matcher(text).results().map(MatchResult::group).toList();
  }

  static String says(String word) {
    return " says \"" + word + "\"";
  }

  /** What people wrote; what tools and memory gave is not theirs to say otherwise. */
  private static String said(JournalEvent event) {
    return switch (event) {
      case JournalEvent.Opened it -> it.title() + "\n" + it.symptom();
      case JournalEvent.Acted it -> it.tool() == null ? it.action() + "\n" + it.detail() : "";
      case JournalEvent.Detected it -> it.how();
      case JournalEvent.Noted it -> it.text();
      case JournalEvent.Mitigated it -> present(it.how());
      case JournalEvent.CauseFound it -> it.cause();
      case JournalEvent.Resolved it -> present(it.resolution());
      case JournalEvent.Reopened it -> it.reason();
      case JournalEvent.FollowUp it -> it.text();
      case JournalEvent.Abandoned it -> "";
      case JournalEvent.Alerted it -> "";
      case JournalEvent.AlertEnded it -> "";
      case JournalEvent.Acknowledged it -> "";
      case JournalEvent.Recalled it -> "";
      case JournalEvent.Judged it -> "";
      case JournalEvent.Watched it -> "";
      case JournalEvent.Measured it -> "";
      case JournalEvent.Unknown it -> "";
    };
  }

  private static String present(@Nullable String words) {
    return words == null ? "" : words;
  }
}
