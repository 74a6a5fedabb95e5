package io.runbookmemory.replay.storm;

import java.util.List;

/**
 * Outages of one place that began one soon after the other: one thing, as far as their times tell.
 *
 * @param outages in order of time, at least one
 * @param pages how many pages began with one of them
 */
public record StormCluster(List<Outage> outages, long pages) {

  /** Copies the list. */
  public StormCluster {
    outages = List.copyOf(outages);
  }

  /**
   * Returns whether more than one site failed.
   *
   * @return false for a single outage, and for one site that fails on and off
   */
  public boolean isStorm() {
    return outages.stream().map(Outage::site).distinct().count() > 1;
  }
}
