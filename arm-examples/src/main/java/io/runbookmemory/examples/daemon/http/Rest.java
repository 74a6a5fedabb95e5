package io.runbookmemory.examples.daemon.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * What still comes of a body that was refused: it is taken and dropped after the answer was sent,
 * for a time. A connection that is closed over bytes nobody took is reset (RFC 1122, section
 * 4.2.2.13), and with that the client loses the answer that says what was wrong (RFC 9112, section
 * 9.6). Holds no thread while nothing comes.
 */
final class Rest {

  private static final long MOST_BYTES = 8 << 20;
  private static final long LONGEST_MILLIS = 3_000;

  private final Request request;
  private long dropped;
  private boolean over;

  Rest(Request request) {
    this.request = request;
  }

  /** Drops what is there; true once the body is at its end, or there is too much of it. */
  synchronized boolean drop() {
    while (!over && dropped < MOST_BYTES) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        return false;
      }
      dropped += chunk.remaining();
      chunk.release();
      if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
        return true;
      }
    }
    return true;
  }

  /** Returns what is to be told that the answer was sent; the end is told once the rest came. */
  Callback before(Callback end) {
    return Callback.from(() -> dropUntil(end), end::failed);
  }

  private void dropUntil(Callback end) {
    var unused =
        request
            .getComponents()
            .getScheduler()
            .schedule(() -> finish(end), LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    take(end);
  }

  private void take(Callback end) {
    if (drop()) {
      finish(end);
    } else {
      request.demand(() -> take(end));
    }
  }

  private void finish(Callback end) {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
    }
    end.succeeded();
  }
}
