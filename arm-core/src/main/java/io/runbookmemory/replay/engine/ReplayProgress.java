package io.runbookmemory.replay.engine;

import java.time.Instant;

/** Is told how far a replay is. What it does changes no result; it is called by several threads. */
public interface ReplayProgress {

  /**
   * The alerts and samples have come in again up to some time.
   *
   * @param time the time that is replayed, from {@code from} to {@code to}
   * @param from the beginning of the first window
   * @param to the end of the last one
   */
  void played(Instant time, Instant from, Instant to);

  /**
   * An incident was asked.
   *
   * @param done how many were, those of an earlier run among them
   * @param of how many there are
   */
  void asked(long done, long of);
}
