package io.runbookmemory.testkit.replay.file;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.replay.incident.CheckedIncident;
import io.runbookmemory.replay.incident.IncidentFile;
import io.runbookmemory.replay.incident.IncidentProblem;
import io.runbookmemory.replay.incident.ReplayIncident;
import java.util.List;

/**
 * A file that was found, and what came of reading it.
 *
 * @param file its name for people: relative to the working directory where it lies under that
 * @param json its text
 * @param checked the incident, or what is wrong
 */
public record FoundIncident(String file, String json, CheckedIncident checked) {

  /**
   * Returns the incident's id and title, or the file's name where it holds none.
   *
   * @return one line
   */
  public String title() {
    return checked.read().map(one -> one.id() + " " + one.title()).orElse(file);
  }

  /**
   * Returns the incident.
   *
   * @return with its series
   * @throws InvalidInputException if anything is wrong with the file; each with its line and path
   */
  public ReplayIncident incident() {
    return checked.read().orElseThrow(() -> fault(checked.problems()));
  }

  private static InvalidInputException fault(List<IncidentProblem> problems) {
    String all = String.join("\n", problems.stream().map(IncidentProblem::toString).toList());
    return new InvalidInputException("", all);
  }

  /** Returns this with a problem, at a path that its text has. */
  FoundIncident broken(String path, String rule) {
    IncidentProblem problem = new IncidentProblem(file, IncidentFile.line(json, path), path, rule);
    return new FoundIncident(file, json, new CheckedIncident(null, List.of(problem)));
  }

  /** Returns this with another incident. */
  FoundIncident holding(ReplayIncident incident) {
    return new FoundIncident(file, json, new CheckedIncident(incident, List.of()));
  }
}
