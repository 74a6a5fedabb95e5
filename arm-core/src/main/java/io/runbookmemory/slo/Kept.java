package io.runbookmemory.slo;

/**
 * A verdict that stays although nothing fires for it any more.
 *
 * @param verdict PAGE or TICKET
 * @param pair the place of the pair that it rests on, in the order of the classification's pairs
 * @param reason {@link BurnReason#HELD} or {@link BurnReason#FROZEN}
 */
record Kept(Verdict verdict, int pair, BurnReason reason) {}
