package io.runbookmemory.slo.prometheus;

import io.runbookmemory.slo.BurnRateMonitor;
import io.runbookmemory.slo.BurnRateProfile;
import io.runbookmemory.slo.Classification.PairAssessment;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.util.BitSet;

/**
 * In which minutes of a scenario a page, and a ticket, fires. Rules fire each for itself; ARM's one
 * verdict is the more urgent of them.
 *
 * @param pages the minutes of a page
 * @param tickets the minutes of a ticket
 */
record Decisions(BitSet pages, BitSet tickets) {

  static final Slo SLO = Slo.builder("availability", "demo", "0.999").build();

  static Decisions none() {
    return new Decisions(new BitSet(), new BitSet());
  }

  /** What ARM's profile of Sloth says, minute by minute. */
  static Decisions of(Scenario scenario) {
    BurnRateMonitor monitor =
        new BurnRateMonitor(SLO, BurnRateProfile.SLOTH.policy(SLO), Duration.ofMinutes(1));
    Decisions decisions = none();
    for (int minute = 1; minute <= scenario.minutes(); minute++) {
      monitor.add(scenario.sample(minute));
      for (PairAssessment pair : monitor.classify().orElseThrow().pairs()) {
        if (pair.fires()) {
          (pair.severity() == Verdict.PAGE ? decisions.pages : decisions.tickets).set(minute);
        }
      }
    }
    return decisions;
  }

  /** Returns how many minutes differ. */
  int differencesTo(Decisions other) {
    BitSet either = (BitSet) pages.clone();
    either.xor(other.pages);
    BitSet tickets = (BitSet) this.tickets.clone();
    tickets.xor(other.tickets);
    either.or(tickets);
    return either.cardinality();
  }
}
