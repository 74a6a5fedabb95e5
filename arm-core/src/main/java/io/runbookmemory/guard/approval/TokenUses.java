package io.runbookmemory.guard.approval;

import java.time.Instant;

/**
 * Which approvals were used, so that none is used twice; shared by all daemons that share the key.
 * Thread-safe.
 */
@FunctionalInterface
public interface TokenUses {

  /**
   * Uses an approval, durably.
   *
   * @param tokenId which one
   * @param expires when nobody need remember it any more
   * @return false if it was used before, by anybody
   */
  boolean use(String tokenId, Instant expires);
}
