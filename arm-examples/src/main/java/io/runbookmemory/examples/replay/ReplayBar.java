package io.runbookmemory.examples.replay;

import io.runbookmemory.examples.view.Output;
import io.runbookmemory.examples.view.Progress;
import io.runbookmemory.replay.engine.ReplayProgress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a replay is, on a terminal: the time that is replayed, and then the incidents asked. */
final class ReplayBar implements ReplayProgress, AutoCloseable {

  private static final long PARTS = 1000;

  private final Output output;
  private String step = "";
  private @Nullable Progress bar;

  ReplayBar(Output output) {
    this.output = output;
  }

  @Override
  public synchronized void played(Instant time, Instant from, Instant to) {
    double all = Math.max(1, Duration.between(from, to).toSeconds());
    double done = Math.clamp(Duration.between(from, time).toSeconds() / all, 0, 1);
    show("alerts and samples", Math.round(PARTS * done), PARTS);
  }

  @Override
  public synchronized void asked(long done, long of) {
    show("incidents", done, of);
  }

  private void show(String now, long done, long of) {
    if (!Progress.isWatched()) {
      return;
    }
    Progress current = bar;
    if (current == null || !now.equals(step)) {
      close();
      current = output.progress(now, of);
      bar = current;
      step = now;
    }
    current.at(done);
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
