package io.runbookmemory.store.lease;

import java.time.Instant;

/** What became of a claim. */
public sealed interface Acquisition {

  /**
   * The lease is the claimant's.
   *
   * @param lease to be renewed in time, and released in the end
   */
  record Granted(Lease lease) implements Acquisition {}

  /**
   * Somebody has it, maybe the claimant by an earlier claim. What to do: ask again later.
   *
   * @param owner who has it
   * @param until when it is over unless it is renewed, by the store's clock
   */
  record Held(String owner, Instant until) implements Acquisition {}
}
