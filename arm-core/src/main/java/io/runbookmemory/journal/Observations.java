package io.runbookmemory.journal;

import io.runbookmemory.text.Excerpt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What was said and what tools gave in an incident, a line each with the entry that says so: for
 * the memory that it leaves. Of much there is the last of each sort, and how much more there is.
 */
final class Observations {

  private static final int MOST = 10;
  private static final int LONGEST = 240;

  private Observations() {}

  static List<String> of(JournalIncident incident) {
    List<JournalEntry> notes = told(incident, event -> event instanceof JournalEvent.Noted);
    List<JournalEntry> results = told(incident, Observations::isResult);
    Set<Long> kept = new HashSet<>();
    notes.reversed().stream().limit(MOST).forEach(entry -> kept.add(entry.position()));
    results.reversed().stream().limit(MOST).forEach(entry -> kept.add(entry.position()));
    List<String> lines = new ArrayList<>();
    for (JournalEntry entry : incident.entries()) {
      if (kept.contains(entry.position())) {
        line(entry).ifPresent(lines::add);
      }
    }
    int more = notes.size() + results.size() - lines.size();
    if (more > 0) {
      lines.add(more + " more before these stand in the journal");
    }
    return lines;
  }

  private static List<JournalEntry> told(JournalIncident incident, Predicate<JournalEvent> which) {
    return incident.entries().stream().filter(entry -> which.test(entry.event())).toList();
  }

  /** What gave nothing, or an error, tells nothing of the incident. */
  private static boolean isResult(JournalEvent event) {
    return event instanceof JournalEvent.Acted acted
        && acted.result() == ActResult.DONE
        && !acted.detail().isBlank();
  }

  private static Optional<String> line(JournalEntry entry) {
    return switch (entry.event()) {
      case JournalEvent.Noted it ->
          Optional.of(line(entry, "said: " + it.text(), it.source() == null ? "" : it.source()));
      case JournalEvent.Acted it ->
          Optional.of(line(entry, cut(it.action()) + " gave: " + it.detail(), ""));
      default -> Optional.empty();
    };
  }

  private static String line(JournalEntry entry, String words, String source) {
    String cited = "J" + entry.position() + (source.isBlank() ? "" : ", " + cut(source));
    return entry.at() + " " + cut(words) + " [" + cited + "]";
  }

  /** One line, which no break of a page can leave. */
  private static String cut(String words) {
    String line = words.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : Excerpt.beginning(line, LONGEST) + "…";
  }
}
