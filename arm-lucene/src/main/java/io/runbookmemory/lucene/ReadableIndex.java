package io.runbookmemory.lucene;

import io.runbookmemory.lucene.snapshot.Snapshot;
import java.io.IOException;

/** An index that is read, whoever writes it. */
interface ReadableIndex extends AutoCloseable {

  /** Reads values off a snapshot. */
  interface Reading<T> {
    T read(Snapshot snapshot) throws IOException;
  }

  /** Reads off the latest commit. */
  <T> T read(Reading<T> reading);

  void requireOpen();

  @Override
  void close();
}
