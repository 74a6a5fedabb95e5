package io.runbookmemory.store.lease;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A lease that was granted.
 *
 * @param claim what it is a lease of
 * @param token at least 1, and greater than any that was granted under this name before
 * @param until when it is over unless it is renewed, by the store's clock and in whole
 *     microseconds. To tell people: a holder whose clock may differ counts {@link Claim#length}
 *     from before it asked, on its own monotonic clock
 */
public record Lease(Claim claim, long token, Instant until) {

  /** Checks the rules, and cuts the time to microseconds. */
  public Lease {
    if (token < 1) {
      throw new IllegalArgumentException("a lease's token must be at least 1, got " + token);
    }
    until = until.truncatedTo(ChronoUnit.MICROS);
  }
}
