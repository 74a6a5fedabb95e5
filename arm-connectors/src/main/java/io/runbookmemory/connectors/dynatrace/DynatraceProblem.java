package io.runbookmemory.connectors.dynatrace;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem that Dynatrace found.
 *
 * @param id as people see it, such as {@code P-2611}
 * @param title what it is about
 * @param severity such as {@code AVAILABILITY} or {@code PERFORMANCE}
 * @param status {@code OPEN} or {@code CLOSED}
 * @param start when it began
 * @param end null while it is open
 * @param affected what is affected
 * @param rootCause null if none was found
 */
public record DynatraceProblem(
    String id,
    String title,
    String severity,
    String status,
    Instant start,
    @Nullable Instant end,
    List<DynatraceEntity> affected,
    @Nullable DynatraceEntity rootCause) {

  /** Copies the list. */
  public DynatraceProblem {
    affected = List.copyOf(affected);
  }
}
