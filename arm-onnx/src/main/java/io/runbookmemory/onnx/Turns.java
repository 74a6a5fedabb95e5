package io.runbookmemory.onnx;

import io.runbookmemory.error.UnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Who may run the model: so many threads at a time, in the order they came, so that a question
 * waits for one passage of an ingest and not for all. What each run needs of native memory is
 * thereby bounded too. Thread-safe.
 */
final class Turns {

  private final String model;
  private final int most;
  private final Duration patience;
  private final Semaphore free;

  Turns(String model, int most, Duration patience) {
    this.model = model;
    this.most = most;
    this.patience = patience;
    this.free = new Semaphore(most, true);
  }

  /**
   * Waits for a turn, which is to be given back. Who need not wait gets it interrupted too.
   *
   * @throws UnavailableException if there was none in time, or the thread was interrupted
   */
  void take() {
    // Only where nobody waits: this would go past them.
    if (!free.hasQueuedThreads() && free.tryAcquire()) {
      return;
    }
    boolean taken;
    try {
      taken = free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException(model, "interrupted while " + model + " was busy", e);
    }
    if (!taken) {
      throw new UnavailableException(
          model,
          "a text must get its turn on "
              + model
              + " within "
              + patience
              + ", which runs "
              + most
              + " at a time and has about "
              + free.getQueueLength()
              + " waiting: embed on fewer threads, or set a longer OnnxModelOptions patience");
    }
  }

  void giveBack() {
    free.release();
  }
}
