package io.runbookmemory.examples.daemon.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies may be in the daemon at once. Each is bounded alone, but as many as
 * there may be connections would fill the heap. Thread-safe.
 */
final class BodyRoom {

  /** A body is there up to three times while it is read, and the heap has other work. */
  private static final int SHARE_OF_HEAP = 16;

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  /**
   * Makes room for so many bytes.
   *
   * @param most 1 at least
   */
  BodyRoom(long most) {
    this.most = most;
  }

  /** Makes as much as the heap allows, and enough for one of the longest. */
  static BodyRoom of(int longest) {
    return new BodyRoom(Math.max(longest, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
  }

  /** Returns the share of one request, in which nothing is yet. */
  Share share() {
    return new Share();
  }

  /** What one request takes; given back once it is closed. */
  final class Share implements AutoCloseable {

    private long bytes;

    /** Takes more, and returns whether there was room for it. */
    synchronized boolean take(int more) {
      if (taken.addAndGet(more) > most) {
        taken.addAndGet(-more);
        return false;
      }
      bytes += more;
      return true;
    }

    @Override
    public synchronized void close() {
      taken.addAndGet(-bytes);
      bytes = 0;
    }
  }
}
