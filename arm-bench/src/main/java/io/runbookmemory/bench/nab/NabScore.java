package io.runbookmemory.bench.nab;

import java.util.BitSet;

/**
 * The score of a detector as NAB defines it (Lavin and Ahmad 2015, "Evaluating Real-time Anomaly
 * Detection Algorithms", section II; numenta/NAB, {@code sweeper.py}), for detections that are
 * already made: no threshold is optimised. Of a window only the earliest detection counts, and the
 * first 15 % of a file, at most 750 samples, do not. Not thread-safe.
 */
public final class NabScore {

  /** The weight at a window's very beginning. */
  private static final double MOST = sigmoid(-1);

  private final NabProfile profile;
  private double raw;
  private int windows;
  private int found;
  private int falsePositives;

  /** Creates the score of no file. */
  public NabScore(NabProfile profile) {
    this.profile = profile;
  }

  /** Adds a file and the indexes of the samples that a detector called anomalies. */
  public NabScore add(NabSeries series, BitSet detected) {
    boolean[] hit = new boolean[series.windows().size()];
    int samples = series.at().size();
    int first = (int) Math.min(Math.floor(0.15 * samples), 750);
    for (int i = detected.nextSetBit(first); i >= 0; i = detected.nextSetBit(i + 1)) {
      score(series, i, hit);
    }
    windows += hit.length;
    for (boolean one : hit) {
      found += one ? 1 : 0;
      raw -= one ? 0 : profile.missed();
    }
    return this;
  }

  private void score(NabSeries series, int sample, boolean[] hit) {
    NabSeries.Window before = null;
    for (int i = 0; i < hit.length; i++) {
      NabSeries.Window window = series.windows().get(i);
      if (window.first() <= sample && sample <= window.last()) {
        if (!hit[i]) {
          hit[i] = true;
          raw += sigmoid(-(window.last() - sample + 1.0) / window.width()) / MOST;
        }
        return;
      }
      before = window.last() < sample ? window : before;
    }
    falsePositives++;
    raw +=
        profile.falsePositive()
            * (before == null
                ? -1
                : sigmoid((double) (sample - before.last()) / (before.width() - 1)));
  }

  /** From 0.987 at a window's beginning through 0 at its end to -1 far behind it. */
  private static double sigmoid(double position) {
    return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
  }

  /** Returns 100 for every window found at its beginning, 0 for a detector that says nothing. */
  public double value() {
    return 100 * (raw + profile.missed() * windows) / ((1 + profile.missed()) * windows);
  }

  /** Returns how many windows there are. */
  public int windows() {
    return windows;
  }

  /** Returns in how many windows something was detected. */
  public int found() {
    return found;
  }

  /** Returns how many detections lie outside all windows. */
  public int falsePositives() {
    return falsePositives;
  }
}
