package io.runbookmemory.replay.incident;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading an incident's file.
 *
 * @param incident the incident, or null if anything is wrong
 * @param problems what is wrong, in the order of lines; empty exactly if there is an incident
 */
public record CheckedIncident(@Nullable ReplayIncident incident, List<IncidentProblem> problems) {

  /** Copies the list. */
  public CheckedIncident {
    problems = List.copyOf(problems);
    if ((incident == null) == problems.isEmpty()) {
      throw new IllegalArgumentException("there must be either an incident or problems");
    }
  }

  /**
   * Returns the incident.
   *
   * @return empty if anything is wrong with the file
   */
  public Optional<ReplayIncident> read() {
    return Optional.ofNullable(incident);
  }
}
