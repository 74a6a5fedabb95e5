package io.runbookmemory.lucene.write;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The writes that wait for the index's thread, in the order in which they came. Thread-safe. */
public final class WriteQueue {

  /** A write waits for at most so many before it in its own commit. */
  public static final int MOST_WRITES = 256;

  /** And for so many bytes; a larger batch goes alone. */
  public static final long MOST_BYTES = 4 << 20;

  private final Deque<Write<?>> waiting = new ArrayDeque<>();

  public synchronized void add(Write<?> write) {
    waiting.addLast(write);
  }

  /** Takes a write back, if nobody carries it out already. */
  public synchronized boolean remove(Write<?> write) {
    return waiting.remove(write);
  }

  /** Takes the next that may share a commit; none if others have taken them. */
  public synchronized List<Write<?>> next() {
    List<Write<?>> group = new ArrayList<>();
    long bytes = 0;
    while (!waiting.isEmpty()) {
      Write<?> next = waiting.getFirst();
      bytes += next.bytes();
      boolean full = next.queries() || bytes > MOST_BYTES || group.size() == MOST_WRITES;
      if (full && !group.isEmpty()) {
        break;
      }
      group.add(waiting.removeFirst());
    }
    return group;
  }
}
