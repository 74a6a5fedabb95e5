package io.runbookmemory.replay.measure;

import java.util.List;

/**
 * The pages that belonged to no real incident, and how many of them ARM would not have sent.
 *
 * @param lines by alert, those of which most are gone first
 */
public record RemovedNoise(List<Line> lines) {

  /** Copies the list. */
  public RemovedNoise {
    lines = List.copyOf(lines);
  }

  /**
   * The noise of one alert.
   *
   * @param alert its name
   * @param service whose it is; empty if it does not say
   * @param fired how often it woke somebody
   * @param removed how many of those times ARM tells nobody
   */
  public record Line(String alert, String service, long fired, long removed) {}

  /**
   * Returns how often noise woke somebody.
   *
   * @return at least 0
   */
  public long fired() {
    return lines.stream().mapToLong(Line::fired).sum();
  }

  /**
   * Returns how many of those pages are gone.
   *
   * @return at most {@link #fired}
   */
  public long removed() {
    return lines.stream().mapToLong(Line::removed).sum();
  }
}
