package io.runbookmemory.lucene;

import io.runbookmemory.lucene.snapshot.Snapshots;

/** An index that is read, whoever writes it. */
interface ReadableIndex extends AutoCloseable {

  /** Reads off the latest commit. */
  <T> T read(Snapshots.Reading<T> reading);

  void requireOpen();

  @Override
  void close();
}
