package io.runbookmemory.connectors.prometheus;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time in which alerts reach nobody.
 *
 * @param id null before Alertmanager gave one
 * @param matchers all of which an alert must fit; at least one
 * @param startsAt the beginning
 * @param endsAt the end, not before it
 * @param createdBy who silences
 * @param comment why
 * @param state {@code active}, {@code pending} or {@code expired}; null before Alertmanager told
 */
public record Silence(
    @Nullable String id,
    List<LabelMatcher> matchers,
    Instant startsAt,
    Instant endsAt,
    String createdBy,
    String comment,
    @Nullable String state) {

  /** Copies the matchers. */
  public Silence {
    matchers = List.copyOf(matchers);
    if (matchers.isEmpty() || endsAt.isBefore(startsAt)) {
      throw new IllegalArgumentException(
          "a silence must have a matcher and not end before it starts, got %s, %s to %s"
              .formatted(matchers, startsAt, endsAt));
    }
  }

  /**
   * Returns a silence that is to be created.
   *
   * @param matchers all of which an alert must fit; at least one
   * @param startsAt the beginning
   * @param endsAt the end, not before it
   * @param createdBy who silences
   * @param comment why
   * @return without id and state
   */
  public static Silence of(
      List<LabelMatcher> matchers,
      Instant startsAt,
      Instant endsAt,
      String createdBy,
      String comment) {
    return new Silence(null, matchers, startsAt, endsAt, createdBy, comment, null);
  }
}
