package io.runbookmemory.examples.view;

import io.runbookmemory.lucene.report.Progress;
import org.jspecify.annotations.Nullable;

/** Shows how far a Lucene store's long work is: a bar for each of its steps. */
public final class StepProgress implements Progress, AutoCloseable {

  /** How finely a bar is drawn; how much there is to do may grow meanwhile. */
  private static final long PARTS = 1000;

  private final Output output;
  private String step = "";
  private io.runbookmemory.examples.view.@Nullable Progress bar;

  public StepProgress(Output output) {
    this.output = output;
  }

  @Override
  public void at(String now, long done, long of) {
    io.runbookmemory.examples.view.Progress current = bar;
    if (current == null || !now.equals(step)) {
      close();
      current = output.progress(now, PARTS);
      bar = current;
      step = now;
    }
    current.at((long) (PARTS * (of == 0 ? 1 : (double) done / of)));
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
