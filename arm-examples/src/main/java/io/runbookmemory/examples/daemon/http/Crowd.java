package io.runbookmemory.examples.daemon.http;

import java.util.HashMap;
import java.util.Map;

/**
 * Who is being answered now. People and agents may wait for a database or for Prometheus; they get
 * no more than their part of the threads, so that alerts and probes always find one. Thread-safe.
 */
final class Crowd {

  private final int most;
  private final int mostOfOne;
  private final Map<String, Integer> within = new HashMap<>();
  private int all;

  /**
   * Bounds them.
   *
   * @param most at once
   * @param mostOfOne at once, of one name
   */
  Crowd(int most, int mostOfOne) {
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  /** Lets somebody in, who must leave again; returns whether there was a place. */
  synchronized boolean enter(String name) {
    if (all >= most || within.getOrDefault(name, 0) >= mostOfOne) {
      return false;
    }
    all++;
    within.merge(name, 1, Integer::sum);
    return true;
  }

  /** Lets somebody out who was let in. */
  synchronized void leave(String name) {
    all--;
    within.computeIfPresent(name, (key, count) -> count == 1 ? null : count - 1);
  }
}
