package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.connectors.chat.SlackMessage;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.postmortem.EventWords;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The buttons under an incident's message, and the message as it is after a click. */
public final class SlackButtons {

  /** Takes it on. */
  public static final String ACK = "arm_ack";

  /** Says that it is over. */
  public static final String RESOLVED = "arm_resolved";

  /** Says that what was recalled helped. */
  public static final String HELPED = "arm_helped";

  /** Says that it did not. */
  public static final String NOT_HELPED = "arm_not_helped";

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MOST_LINES = 5;

  private SlackButtons() {}

  /** Returns the buttons under the first message of an incident. */
  static List<SlackMessage.Button> first(String incident) {
    return List.of(
        new SlackMessage.Button("Acknowledge", ACK, incident),
        new SlackMessage.Button("Resolved", RESOLVED, incident),
        new SlackMessage.Button("It helped", HELPED, incident),
        new SlackMessage.Button("It did not help", NOT_HELPED, incident));
  }

  /**
   * Returns a message with what became of its incident since.
   *
   * @param text what it said at first
   */
  public static SlackMessage now(String text, JournalIncident incident) {
    boolean open = incident.state().isOpen();
    List<String> lines = new ArrayList<>();
    for (JournalEntry entry : incident.entries()) {
      boolean shown =
          entry.event() instanceof JournalEvent.Acknowledged
              || entry.event() instanceof JournalEvent.Mitigated
              || entry.event() instanceof JournalEvent.Resolved
              || entry.event() instanceof JournalEvent.Reopened
              || (entry.event() instanceof JournalEvent.Acted acted && acted.memory() != null);
      if (shown) {
        lines.add(MINUTE.format(entry.at()) + " " + entry.by() + ": " + EventWords.of(entry));
      }
    }
    List<String> last = lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    String since = String.join("\n", last);
    String whole =
        (open ? "" : "RESOLVED\n") + since + (open && last.isEmpty() ? "" : "\n\n") + text;
    boolean taken = incident.times().acknowledgedAt() != null;
    return new SlackMessage(
        whole,
        first(incident.id().toString()).stream()
            .filter(one -> open || !one.action().equals(RESOLVED))
            .filter(one -> (open && !taken) || !one.action().equals(ACK))
            .toList());
  }
}
