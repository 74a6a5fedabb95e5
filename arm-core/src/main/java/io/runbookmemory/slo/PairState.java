package io.runbookmemory.slo;

import io.runbookmemory.slo.Classification.PairAssessment;
import org.jspecify.annotations.Nullable;

/** A pair of windows over a series that comes in. Not thread-safe. */
final class PairState {

  private static final long NEVER = Long.MIN_VALUE;

  private final PairRule rule;
  private final RunningWindow longer;
  private final RunningWindow shorter;
  private final @Nullable SeasonalBand band;
  private final long sustainedSlots;
  private BurnReason reason = BurnReason.NO_DATA;
  private long burningSince = NEVER;

  PairState(
      PairRule rule, RunningWindow longer, RunningWindow shorter, @Nullable SeasonalBand band) {
    this.rule = rule;
    this.longer = longer;
    this.shorter = shorter;
    this.band = band;
    this.sustainedSlots = longer.slotsOf(rule.pair().sustained());
  }

  RunningWindow longer() {
    return longer;
  }

  BurnReason reason() {
    return reason;
  }

  Verdict severity() {
    return rule.severity();
  }

  void judge(long slot) {
    reason = rule.judge(longer, shorter);
    if (band != null) {
      band.observe(slot, longer);
    }
    if (reason != BurnReason.BURNING) {
      burningSince = NEVER;
      return;
    }
    if (burningSince == NEVER) {
      burningSince = slot;
    }
    if (slot - burningSince < sustainedSlots) {
      reason = BurnReason.PENDING;
    }
  }

  /** Whether the pair burns as it does about this slot on most days. */
  boolean isHabit(long slot) {
    return reason == BurnReason.BURNING && band != null && band.contains(slot, longer);
  }

  /** Leaves the hours of an incident out of what is usual, those of the long window with them. */
  void forget(long fromSlot, long toSlot) {
    if (band != null) {
      band.forget(fromSlot, toSlot + longer.slots());
    }
  }

  /** Lowers a page that is the usual of its hour to a ticket. */
  void lower() {
    reason = BurnReason.INSIDE_BAND;
  }

  /** Returns what the pair asks for. */
  Verdict verdict() {
    return PairAssessment.verdict(rule.severity(), reason);
  }

  PairAssessment assess() {
    return rule.assess(longer.window(), shorter.window(), reason);
  }
}
