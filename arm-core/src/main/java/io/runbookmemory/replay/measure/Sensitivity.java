package io.runbookmemory.replay.measure;

import io.runbookmemory.replay.Estimate;
import java.util.List;

/**
 * What a model says, and how much of that is its assumptions.
 *
 * @param n how many incidents it rests on
 * @param change the mean change of the time to repair in minutes, negative where repair is sooner,
 *     with every assumption at its middle; the interval is of the incidents, not of the assumptions
 * @param best the least change of any combination of their ends
 * @param worst the greatest
 * @param swings each assumption alone, the weightiest first
 */
public record Sensitivity(int n, Estimate change, double best, double worst, List<Swing> swings) {

  /** Copies the list. */
  public Sensitivity {
    swings = List.copyOf(swings);
  }
}
