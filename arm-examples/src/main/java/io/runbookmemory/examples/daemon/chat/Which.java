package io.runbookmemory.examples.daemon.chat;

import io.runbookmemory.examples.incident.ShortIds;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalIncident;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which incident somebody means, and what they say of it. */
sealed interface Which {

  /** One. */
  record One(JournalIncident incident, String words) implements Which {}

  /** None, or nobody knows which. */
  record Unclear(String why) implements Which {}

  /** What looks like the beginning of an id. */
  String ID = "(?=[0-9a-f-]*[0-9])[0-9a-f-]{4,36}";

  /** What is shorter and begins no id may be a number, such as the first word of a sentence. */
  int SURELY_AN_ID = 8;

  /**
   * Finds it: by the beginning of its id where the first word is one, else the open one if there is
   * no other.
   */
  static Which of(IncidentJournal journal, String said) {
    String[] parts = said.strip().split("\\s+", 2);
    String first = parts[0].toLowerCase(Locale.ROOT);
    List<JournalIncident> open = journal.open();
    if (first.matches(ID)) {
      List<JournalIncident> found =
          journal.search(IncidentQuery.builder().most(Integer.MAX_VALUE).build()).stream()
              .filter(one -> one.id().toString().startsWith(first))
              .toList();
      if (found.size() == 1) {
        return new One(found.getFirst(), parts.length > 1 ? parts[1] : "");
      }
      if (!found.isEmpty()) {
        return new Unclear(
            first + " begins " + found.size() + " incidents; write more of it:\n" + list(found));
      }
      if (first.length() >= SURELY_AN_ID) {
        return new Unclear("there is no incident " + first);
      }
    }
    return switch (open.size()) {
      case 0 -> new Unclear("no incident is open");
      case 1 -> new One(open.getFirst(), said.strip());
      default -> new Unclear(open.size() + " incidents are open; say which one:\n" + list(open));
    };
  }

  /** Returns incidents, one a line. */
  static String list(List<JournalIncident> incidents) {
    ShortIds ids = ShortIds.of(incidents.stream().map(JournalIncident::id).toList());
    return incidents.stream().map(one -> line(ids, one)).collect(Collectors.joining("\n"));
  }

  private static String line(ShortIds ids, JournalIncident one) {
    String service = one.place().service();
    return ids.shown(one.id())
        + "  "
        + one.state().name().toLowerCase(Locale.ROOT)
        + (one.state().isOpen() && one.times().acknowledgedAt() != null ? ", acknowledged" : "")
        + (service == null ? "" : "  " + service)
        + "  "
        + one.title();
  }
}
