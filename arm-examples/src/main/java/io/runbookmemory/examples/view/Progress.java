package io.runbookmemory.examples.view;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * A progress bar on standard error: redrawn in place on a terminal (which the launcher tells), a
 * line every tenth elsewhere.
 */
public final class Progress implements AutoCloseable {

  private static final int WIDTH = 30;
  private static final boolean TERMINAL = Boolean.getBoolean("arm.terminal");

  private final PrintWriter err;
  private final String what;
  private final long total;
  private final long begin = System.nanoTime();
  private int shown = -1;

  public Progress(PrintWriter err, String what, long total) {
    this.err = err;
    this.what = what;
    this.total = Math.max(1, total);
  }

  /** Returns whether somebody watches a terminal. */
  public static boolean isWatched() {
    return TERMINAL;
  }

  public void at(long done) {
    int percent = (int) Math.min(100, done * 100 / total);
    int step = TERMINAL ? percent : percent / 10 * 10;
    if (step <= shown) {
      return;
    }
    shown = step;
    int filled = percent * WIDTH / 100;
    String bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
    long seconds = (System.nanoTime() - begin) / 1_000_000_000L;
    String text = String.format(Locale.ROOT, "%s %s %3d %%  %d s", what, bar, percent, seconds);
    if (TERMINAL) {
      long left = percent == 0 ? 0 : seconds * (100 - percent) / percent;
      err.print("\r" + text + (left == 0 ? "            " : ", " + left + " s left   "));
      err.flush();
    } else {
      err.println(text);
    }
  }

  public void done() {
    at(total);
  }

  @Override
  public void close() {
    if (TERMINAL && shown >= 0) {
      err.println();
    }
  }
}
