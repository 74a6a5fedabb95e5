package io.runbookmemory.connectors.ticket;

import io.runbookmemory.memory.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket with what it is filed under.
 *
 * @param ticket the ticket
 * @param severity what its priority stands for; null if for nothing that is known
 * @param labels possibly none
 * @param services what it is about, the first one foremost; possibly none
 * @param resolved null if it is open, or the system does not tell
 * @param resolution what ended it, in somebody's words; null if nobody said
 */
public record FiledTicket(
    Ticket ticket,
    @Nullable Severity severity,
    List<String> labels,
    List<String> services,
    @Nullable Instant resolved,
    @Nullable String resolution) {

  /** Copies the lists. */
  public FiledTicket {
    labels = List.copyOf(labels);
    services = List.copyOf(services);
  }
}
