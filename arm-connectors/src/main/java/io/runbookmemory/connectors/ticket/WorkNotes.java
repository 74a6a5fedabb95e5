package io.runbookmemory.connectors.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The journal of a ServiceNow field as it is shown: the newest note first, each below a line such
 * as {@code 2026-11-20 10:00:00 - Ann Smith (Work notes)}, whose time has the reader's own form.
 */
final class WorkNotes {

  private static final Pattern HEAD =
      Pattern.compile("(?m)^.{8,40}? - (.{1,100}) \\((?:Work notes|Additional comments)\\)\\h*$");

  private WorkNotes() {}

  /** Returns the notes, the oldest first; a text in another form is one note of nobody. */
  static List<Ticket.Note> of(String journal) {
    List<Ticket.Note> notes = new ArrayList<>();
    Matcher head = HEAD.matcher(journal);
    String author = "";
    int from = 0;
    while (head.find()) {
      add(notes, author, journal.substring(from, head.start()));
      author = head.group(1);
      from = head.end();
    }
    add(notes, author, journal.substring(from));
    return notes.reversed();
  }

  private static void add(List<Ticket.Note> notes, String author, String text) {
    if (!text.isBlank()) {
      notes.add(new Ticket.Note(author, null, text.strip()));
    }
  }
}
