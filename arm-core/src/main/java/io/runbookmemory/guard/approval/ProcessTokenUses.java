package io.runbookmemory.guard.approval;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The approvals that this process used. Enough for one process whose key is made anew at each
 * start; where a key is shared, so must the uses be. Thread-safe.
 */
public final class ProcessTokenUses implements TokenUses {

  /** Longer than any clock is off. */
  private static final Duration REMEMBERED_BEYOND = Duration.ofHours(1);

  private final InstantSource clock;
  private final ConcurrentMap<String, Instant> used = new ConcurrentHashMap<>();

  /**
   * Creates an empty list.
   *
   * @param clock tells when an approval may be forgotten
   */
  public ProcessTokenUses(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public boolean use(String tokenId, Instant expires) {
    Instant forgotten = clock.instant().minus(REMEMBERED_BEYOND);
    used.values().removeIf(end -> end.isBefore(forgotten));
    return used.putIfAbsent(tokenId, expires) == null;
  }
}
