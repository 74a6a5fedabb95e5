package io.runbookmemory.examples.daemon.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The connections that are open, of which each must bring the head of its next request in time:
 * Jetty's own time-out begins anew with every byte. Thread-safe.
 */
final class Connections implements Connection.Listener {

  /** More than that wait until the system takes them on. */
  static final int MOST = 1_024;

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long LOOK_MILLIS = 1_000;
  private static final long BUSY = 0;

  /** Since when each waits for a request; or that it has one. */
  private final Map<Connection, Long> waiting = new ConcurrentHashMap<>();

  @Override
  public void onOpened(Connection connection) {
    waiting.put(connection, now());
  }

  @Override
  public void onClosed(Connection connection) {
    waiting.remove(connection);
  }

  /** Says that the head of a request is there. */
  void begun(Connection connection) {
    waiting.replace(connection, BUSY);
  }

  /** Says that a request was answered. */
  void over(Connection connection) {
    waiting.replace(connection, now());
  }

  /** Looks from now on. */
  void watch(Scheduler scheduler) {
    var unused =
        scheduler.schedule(
            () -> {
              look();
              watch(scheduler);
            },
            LOOK_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now = now();
    waiting.forEach(
        (connection, since) -> {
          if (since != BUSY && now - since > LONGEST_NANOS) {
            connection.getEndPoint().close();
          }
        });
  }

  private static long now() {
    return System.nanoTime() | 1; // Never what means busy.
  }
}
