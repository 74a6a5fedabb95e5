package io.runbookmemory.slo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a verdict that its pair no longer asks for: for the policy's time of quiet, so that a
 * service that fails on and off is one page; where the policy asks for evidence, of recovery too;
 * and while what it rests on is not measured, so that a metric that vanishes in an outage is no
 * recovery. Frozen it stays until the pair's long window has lost all of its samples too. Not
 * thread-safe.
 */
final class VerdictKeeper {

  /**
   * The rule of three (Hanley and Lippman-Hand, JAMA 249, 1983): n requests without a failure say
   * with 95 % confidence that fewer than 3 / n fail. Silence for fewer is no recovery.
   */
  private static final double THREE = 3;

  private final BurnRatePolicy policy;
  private final long holdSlots;
  private Verdict verdict = Verdict.LOG;
  private int pair;
  private long lastFired;
  private double recoveredAt;
  private @Nullable Kept kept;

  VerdictKeeper(BurnRatePolicy policy, long holdSlots) {
    this.policy = policy;
    this.holdSlots = holdSlots;
  }

  Verdict verdict() {
    return verdict;
  }

  @Nullable Kept kept() {
    return kept;
  }

  /**
   * Takes what the pairs say at a slot.
   *
   * @param slot the slot
   * @param asked the most urgent verdict that a pair asks for
   * @param by which pair asks for it
   * @param pairs all pairs, as they are now
   * @param requests how many requests there have been in all
   */
  void step(long slot, Verdict asked, int by, List<PairState> pairs, long requests) {
    BurnReason why =
        asked.compareTo(verdict) <= 0 ? null : whyKept(slot, pairs.get(pair), requests);
    if (why == null) {
      verdict = asked;
      pair = by;
      lastFired = slot;
      kept = null;
      if (policy.maxChance() < 1 && asked != Verdict.LOG) {
        RunningWindow window = pairs.get(by).longer();
        recoveredAt = requests + THREE * window.total() / window.bad();
      }
    } else if (kept == null || kept.reason() != why) {
      kept = new Kept(verdict, pair, why);
    }
  }

  private @Nullable BurnReason whyKept(long slot, PairState rests, long requests) {
    boolean unseen =
        rests.reason() == BurnReason.NO_DATA || rests.reason() == BurnReason.WARMING_UP;
    if (policy.freezes() && unseen && rests.longer().samples() > 0) {
      return BurnReason.FROZEN;
    }
    long since = slot - lastFired;
    boolean silent =
        policy.maxChance() < 1 && requests < recoveredAt && since < rests.longer().slots();
    return since < holdSlots || (silent && verdict == Verdict.PAGE) ? BurnReason.HELD : null;
  }

  /**
   * A verdict that stays although nothing fires for it any more.
   *
   * @param verdict PAGE or TICKET
   * @param pair the place of the pair that it rests on, in the order of the classification's pairs
   * @param reason {@link BurnReason#HELD} or {@link BurnReason#FROZEN}
   */
  record Kept(Verdict verdict, int pair, BurnReason reason) {}
}
