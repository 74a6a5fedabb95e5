package io.runbookmemory.connectors.ticket;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident as it is written down.
 *
 * @param id as people write it
 * @param title in a line
 * @param state by the name that people see
 * @param description perhaps empty
 * @param assignee null if nobody is
 * @param created null if the system does not tell
 * @param updated null if the system does not tell
 * @param url where people read it
 * @param notes the oldest first, the last 100 of them
 */
public record Ticket(
    String id,
    String title,
    String state,
    String description,
    @Nullable String assignee,
    @Nullable Instant created,
    @Nullable Instant updated,
    URI url,
    List<Note> notes) {

  /** Copies the notes. */
  public Ticket {
    notes = List.copyOf(notes);
  }

  /**
   * A note on a ticket.
   *
   * @param author by name
   * @param at null if the system does not tell
   * @param text as it was written
   */
  public record Note(String author, @Nullable Instant at, String text) {}
}
