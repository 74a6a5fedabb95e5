package io.runbookmemory.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The moments of an incident, in the terms of the field: from {@link #openedAt} on there is harm,
 * mitigation stops it, resolution removes the cause. Of an incident that was taken up again, the
 * end is that of the last time.
 *
 * @param openedAt when the harm began
 * @param detectedAt when it was first noticed, null if nobody said
 * @param acknowledgedAt when somebody first took it on, null if nobody did
 * @param mitigatedAt when the harm stopped, null if it goes on or nobody said
 * @param resolvedAt when it was over, null if it is not
 */
public record IncidentTimes(
    Instant openedAt,
    @Nullable Instant detectedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant mitigatedAt,
    @Nullable Instant resolvedAt) {

  /**
   * Returns how long it took to notice.
   *
   * @return empty if nobody said; never negative
   */
  public Optional<Duration> toDetect() {
    return since(detectedAt);
  }

  /**
   * Returns how long it took until somebody took it on.
   *
   * @return empty if nobody did; never negative
   */
  public Optional<Duration> toAcknowledge() {
    return since(acknowledgedAt);
  }

  /**
   * Returns how long the harm lasted: to its mitigation, else to its resolution.
   *
   * @return empty if it goes on; never negative
   */
  public Optional<Duration> toMitigate() {
    return harmEndedAt().flatMap(this::since);
  }

  /**
   * Returns when the harm stopped: its mitigation, else its resolution.
   *
   * @return empty if it goes on
   */
  public Optional<Instant> harmEndedAt() {
    return Optional.ofNullable(mitigatedAt == null ? resolvedAt : mitigatedAt);
  }

  /**
   * Returns how long it took until it was over, which is the R of an MTTR here.
   *
   * @return empty if it is not; never negative
   */
  public Optional<Duration> toResolve() {
    return since(resolvedAt);
  }

  private Optional<Duration> since(@Nullable Instant end) {
    return end == null || end.isBefore(openedAt)
        ? Optional.empty()
        : Optional.of(Duration.between(openedAt, end));
  }
}
