package io.runbookmemory.examples.daemon.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The streams of events that are open; a bounded number. Thread-safe. */
final class Streams implements AutoCloseable {

  private static final int MOST = 256;
  private static final int MOST_OF_ONE = 16;

  /** Shorter than the half minute after which a silent connection ends. */
  static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final Set<OpenStream> open = new LinkedHashSet<>();
  private final Map<String, Integer> byCaller = new HashMap<>();
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("arm-heartbeat").daemon().factory());
  private boolean closed;

  Streams(Duration heartbeat) {
    long millis = heartbeat.toMillis();
    var unused = heart.scheduleAtFixedRate(this::beat, millis, millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Whom a stream is for.
   *
   * @param name of whom there may be some at most
   * @param still whether they may still be told
   */
  record Client(String name, BooleanSupplier still) {}

  /** Opens a stream, and returns whether there was a place for it; if not nothing was sent. */
  boolean begin(EventStream stream, Client client, Response response, Callback callback) {
    String caller = client.name();
    OpenStream one =
        new OpenStream(response, callback, client.still(), ended -> end(ended, caller));
    synchronized (this) {
      if (closed || open.size() >= MOST || byCaller.getOrDefault(caller, 0) >= MOST_OF_ONE) {
        return false;
      }
      open.add(one);
      byCaller.merge(caller, 1, Integer::sum);
    }
    one.begin(stream.source());
    return true;
  }

  private synchronized void end(OpenStream one, String caller) {
    if (open.remove(one)) {
      byCaller.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
    }
  }

  private void beat() {
    copy().forEach(OpenStream::beat);
  }

  private synchronized List<OpenStream> copy() {
    return List.copyOf(open);
  }

  /** Ends all of them, and lets no more begin. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    heart.shutdownNow();
    copy().forEach(OpenStream::end);
  }
}
