package io.runbookmemory.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The times of a memory, in whole microseconds.
 *
 * @param createdAt when it was first remembered
 * @param updatedAt when this revision was written
 * @param happenedAt when the thing happened, or null
 * @param lastSeenAt when it was last observed, or null
 * @param lastVerifiedAt when an owner last said that it is right, or null
 * @param expiresAt from when on it is no longer found, or null for never
 */
public record Chronology(
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant happenedAt,
    @Nullable Instant lastSeenAt,
    @Nullable Instant lastVerifiedAt,
    @Nullable Instant expiresAt) {

  /** Cuts the times to microseconds and checks their range, the years 1 to 9999. */
  public Chronology {
    createdAt = Times.kept(createdAt);
    updatedAt = Times.kept(updatedAt);
    happenedAt = Times.stored(happenedAt);
    lastSeenAt = Times.stored(lastSeenAt);
    lastVerifiedAt = Times.stored(lastVerifiedAt);
    expiresAt = Times.stored(expiresAt);
  }

  /**
   * Returns when the thing was so: when it was last seen, else happened, else was created. What
   * fading is counted from.
   *
   * @return the best known time
   */
  public Instant knownAt() {
    if (lastSeenAt != null) {
      return lastSeenAt;
    }
    return happenedAt != null ? happenedAt : createdAt;
  }

  /**
   * Returns when the thing was last known to be right: when it was so or, if that is later, when an
   * owner verified it. What terms are counted from.
   *
   * @return not before {@link #knownAt()}
   */
  public Instant lastRightAt() {
    Instant known = knownAt();
    return lastVerifiedAt != null && lastVerifiedAt.isAfter(known) ? lastVerifiedAt : known;
  }

  /**
   * Returns whether the memory has expired at some time. Expiry is hard: from then on no search
   * finds it.
   *
   * @param asOf the time
   * @return true from {@code expiresAt} on, that instant included
   */
  public boolean expiredAt(Instant asOf) {
    return expiresAt != null && !expiresAt.isAfter(asOf);
  }
}
