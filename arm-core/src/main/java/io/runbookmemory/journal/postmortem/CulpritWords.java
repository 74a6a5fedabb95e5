package io.runbookmemory.journal.postmortem;

import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  static List<String> in(List<JournalEntry> entries) {
    List<String> found = new ArrayList<>();
    for (JournalEntry entry : entries) {
      if (entry.event() instanceof JournalEvent.Noted
          || entry.event() instanceof JournalEvent.CauseFound
          || entry.event() instanceof JournalEvent.Resolved) {
        Matcher matcher = CULPRIT.matcher(EventWords.words(entry.event()));
        while (matcher.find()) {
          found.add("J" + entry.position() + " says \"" + matcher.group() + "\"");
        }
      }
    }
    return found;
  }
}
