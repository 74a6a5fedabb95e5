package io.runbookmemory.connectors.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An incident as a tracker exports it.
 *
 * @param id unique in the export
 * @param title in a line, not blank
 * @param started when the harm began, or it was opened
 * @param resolved when it ended, not before it started; null if it had not
 * @param service whose it is; null if the tracker does not say
 * @param resolution what ended it; null if the tracker does not say
 */
public record TrackedIncident(
    String id,
    String title,
    Instant started,
    @Nullable Instant resolved,
    @Nullable String service,
    @Nullable String resolution) {

  /** Checks the rules. */
  public TrackedIncident {
    if (id.isBlank() || title.isBlank()) {
      throw new IllegalArgumentException(
          "id and title must not be blank, got " + id + ", " + title);
    }
    if (resolved != null && resolved.isBefore(started)) {
      throw new IllegalArgumentException(
          "resolved must not be before started, got " + resolved + " and " + started);
    }
  }
}
