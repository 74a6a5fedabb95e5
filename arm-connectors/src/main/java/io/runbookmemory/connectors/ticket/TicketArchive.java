package io.runbookmemory.connectors.ticket;

import java.net.URI;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of a project or an instance, to be read through. Every method throws {@link
 * io.runbookmemory.error.UnavailableException} if there is no answer in time and {@link
 * io.runbookmemory.error.ConfigurationException} if the server refuses. Thread-safe.
 */
public interface TicketArchive {

  /**
   * Returns where it is.
   *
   * @return the server's address
   */
  URI address();

  /**
   * Reads the tickets that changed, the last changed first: whoever has read all and goes on from
   * the first one's time misses nothing that is changed meanwhile.
   *
   * @param since tickets that changed earlier are left out; null for all
   * @param each is given the tickets
   */
  void changed(@Nullable Instant since, Consumer<FiledTicket> each);
}
