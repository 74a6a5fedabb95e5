package io.runbookmemory.journal.postmortem;

import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalIncident;
import java.util.List;

/** Every entry of the journal, as a line of the timeline. */
final class TimelineLines {

  private TimelineLines() {}

  static List<Statement> of(JournalIncident incident) {
    return incident.entries().stream().map(TimelineLines::line).toList();
  }

  private static Statement line(JournalEntry entry) {
    return new Statement(
        PostmortemSection.TIMELINE,
        Statement.Kind.FACT,
        entry.at() + " " + EventWords.of(entry),
        List.of(entry.position()));
  }
}
