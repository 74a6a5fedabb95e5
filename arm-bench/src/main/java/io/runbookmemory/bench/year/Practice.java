package io.runbookmemory.bench.year;

import java.util.Optional;

/** A way of keeping a memory through the year. */
interface Practice extends AutoCloseable {

  /** Keeps what was written down before the year began. */
  void recollect(Episode episode);

  /**
   * Lives through an episode: asks memory first, then ends it, and writes down or learns.
   *
   * @return the fix that memory named first
   */
  Optional<String> live(Episode episode);

  /** Ends a day. */
  void sleep(int day);

  /** Returns how many memories there are. */
  long memories();

  /** Returns how many fixes that still worked were pruned. */
  default int lost() {
    return 0;
  }

  @Override
  void close();
}
