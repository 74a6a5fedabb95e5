package io.runbookmemory.bench.search;

import java.util.Locale;

/** Says on standard error how far a program is, every few seconds. */
public final class Progress {

  private static final long EVERY_NANOS = 5_000_000_000L;

  private long last = System.nanoTime();

  /** Creates a progress that has said nothing yet. */
  public Progress() {}

  /** Is told how far something is. */
  public void at(String what, long done, long all) {
    long now = System.nanoTime();
    if (done == all || now - last > EVERY_NANOS) {
      last = now;
      System.err.printf(Locale.ROOT, "%s: %,d of %,d%n", what, done, all);
    }
  }
}
