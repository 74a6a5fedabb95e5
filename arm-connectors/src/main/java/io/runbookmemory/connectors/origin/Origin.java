package io.runbookmemory.connectors.origin;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something outside that holds what is worth remembering: a space of a wiki, a project of tickets.
 * Reading it again gives memories of the same ids.
 */
public interface Origin {

  /**
   * Returns the source of its memories.
   *
   * @return such as {@code confluence:wiki.example/OPS}
   */
  String source();

  /**
   * Returns what is asked for, by which it is known how far it was read.
   *
   * @return the source, and what narrows it down if anything does; 1 to 512 characters
   */
  String cursor();

  /**
   * Reads what changed, the last changed first.
   *
   * @param since what changed earlier is left out; null for everything
   * @param each is given the documents
   * @throws io.runbookmemory.error.UnavailableException if there is no answer in time
   * @throws io.runbookmemory.error.ConfigurationException if the server refuses
   */
  void read(@Nullable Instant since, Consumer<Found> each);
}
