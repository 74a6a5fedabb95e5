package io.runbookmemory.replay.engine;

import io.runbookmemory.replay.incident.ReplayIncident;
import java.util.List;

/**
 * What became of an incident in a replay.
 *
 * @param incident the incident
 * @param paging when it woke somebody
 * @param judged the verdicts that were expected, in order of time
 * @param answered what memory said
 */
public record ReplayedIncident(
    ReplayIncident incident, Paging paging, List<Judged> judged, Answered answered) {

  /** Copies the list. */
  public ReplayedIncident {
    judged = List.copyOf(judged);
  }
}
