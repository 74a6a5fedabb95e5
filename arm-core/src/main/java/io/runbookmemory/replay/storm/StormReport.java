package io.runbookmemory.replay.storm;

import java.util.List;

/**
 * What noise control made of outages. First of all {@link #misses}.
 *
 * @param misses every outage that nobody would have read of, in order of time
 * @param clusters the outages by what belongs together, in order of time
 * @param pagesBefore one for each outage, as the monitor told them
 * @param pagesAfter those that noise control lets out
 */
public record StormReport(
    List<MissedOutage> misses, List<StormCluster> clusters, long pagesBefore, long pagesAfter) {

  /** Copies the lists. */
  public StormReport {
    misses = List.copyOf(misses);
    clusters = List.copyOf(clusters);
  }

  /**
   * Returns how many clusters have some number of pages.
   *
   * @param storms of more than one site, or single ones
   * @param least the least number of pages, inclusive
   * @param most the most, inclusive
   * @return at least 0
   */
  public long clusters(boolean storms, long least, long most) {
    return clusters.stream()
        .filter(one -> one.isStorm() == storms)
        .filter(one -> one.pages() >= least && one.pages() <= most)
        .count();
  }
}
