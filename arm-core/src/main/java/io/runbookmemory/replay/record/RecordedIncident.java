package io.runbookmemory.replay.record;

import io.runbookmemory.replay.incident.ReplayIncident;
import java.util.List;

/**
 * An incident as it was recorded, without secrets, and what of it was guessed.
 *
 * @param incident what becomes its file
 * @param review what somebody has to look at before its numbers are believed, a sentence each that
 *     begins with the place in the file
 */
public record RecordedIncident(ReplayIncident incident, List<String> review) {

  /** Copies the list. */
  public RecordedIncident {
    review = List.copyOf(review);
  }

  /**
   * Returns the text of its file.
   *
   * @return JSON in the format of {@code docs/formats/incident-file.md}, which ends with a line
   *     break; equal incidents have equal texts
   */
  public String toJson() {
    return IncidentJson.of(this);
  }
}
