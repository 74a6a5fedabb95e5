package io.runbookmemory.connectors.ticket;

import io.runbookmemory.tool.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where incidents are written down. Every method throws {@link
 * io.runbookmemory.error.UnavailableException} if there is no answer in time, {@link
 * io.runbookmemory.error.ConfigurationException} if the server refuses, and {@link
 * io.runbookmemory.error.InvalidInputException} over an id that can be none. Implementations are
 * thread-safe.
 */
public interface TicketSystem {

  /**
   * Returns the same system, all of whose calls end within a time from now.
   *
   * @param timeout above zero
   * @return shares this one's connections
   */
  TicketSystem within(Duration timeout);

  /**
   * Reads a ticket.
   *
   * @param id as people write it: {@code OPS-7}, {@code INC0010001}, {@code 42}
   * @return empty if there is none of that id
   */
  Optional<Ticket> read(String id);

  /**
   * Adds a note to a ticket; what was there stays. It is not sent twice, unless the server turned
   * it away.
   *
   * @param id as people write it
   * @param note not blank
   * @return false if there is no ticket of that id
   */
  boolean comment(String id, String note);

  /**
   * Brings a ticket into another state.
   *
   * @param id as people write it
   * @param state by the name that people see there
   * @return false if there is no ticket of that id
   * @throws io.runbookmemory.error.InvalidInputException if the state cannot be reached; it names
   *     those that can
   */
  boolean transition(String id, String state);

  /**
   * Returns a system as tools: {@code get_incident}, {@code update_incident}, {@code
   * transition_incident}.
   *
   * @return for a guard
   */
  default List<Tool> tools() {
    return TicketTools.of(this);
  }

  /**
   * Returns a system as tools, where there are several: {@code get_incident_servicenow} and so on.
   *
   * @param name what the team calls this one
   * @return for a guard
   */
  default List<Tool> tools(String name) {
    return tools().stream().map(tool -> tool.named(name)).toList();
  }
}
