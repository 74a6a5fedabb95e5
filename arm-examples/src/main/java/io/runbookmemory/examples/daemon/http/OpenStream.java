package io.runbookmemory.examples.daemon.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream of events to one client: one write at a time, the rest waits in a bounded queue. */
final class OpenStream {

  private static final Logger LOG = LoggerFactory.getLogger(OpenStream.class);
  private static final int MOST_WAITING = 256;

  private final Response response;
  private final Callback callback;
  private final BooleanSupplier still;
  private final Consumer<OpenStream> onEnd;
  private final Deque<String> waiting = new ArrayDeque<>();
  private @Nullable AutoCloseable source;
  private boolean writing;
  private boolean ending;
  private boolean ended;

  /**
   * Creates it.
   *
   * @param still whether its client may still be told
   */
  OpenStream(
      Response response, Callback callback, BooleanSupplier still, Consumer<OpenStream> onEnd) {
    this.response = response;
    this.callback = callback;
    this.still = still;
    this.onEnd = onEnd;
  }

  void begin(EventStream.Source from) {
    offer("retry: 2000\n\n");
    AutoCloseable begun;
    try {
      begun = from.begin(new Events());
    } catch (RuntimeException e) {
      LOG.error("a stream of events cannot begin", e);
      end();
      return;
    }
    boolean late;
    synchronized (this) {
      late = ended;
      source = late ? null : begun;
    }
    if (late) {
      close(begun);
    }
  }

  private final class Events implements EventStream.Sink {

    @Override
    public void accept(EventStream.Event event) {
      offer(event.text());
    }

    @Override
    public void end() {
      OpenStream.this.end();
    }
  }

  /** Shows client and server that the other one is there; ends it if it may not be any more. */
  void beat() {
    if (isStill()) {
      offer(": \n\n");
    } else {
      end();
    }
  }

  private boolean isStill() {
    try {
      return still.getAsBoolean();
    } catch (RuntimeException e) {
      LOG.error("whether a stream may go on cannot be told", e);
      return true;
    }
  }

  private void offer(String text) {
    boolean behind;
    synchronized (this) {
      behind = waiting.size() >= MOST_WAITING;
      if (!behind && !ending) {
        waiting.add(text);
      }
    }
    if (behind) {
      // What is being written would end no sooner than a client that does not read.
      over(new IOException("the client is " + MOST_WAITING + " events behind"));
    } else {
      pump();
    }
  }

  /** Sends what waits, and then the end. */
  void end() {
    synchronized (this) {
      ending = true;
    }
    pump();
  }

  private void pump() {
    String text;
    boolean last;
    synchronized (this) {
      last = ending && waiting.isEmpty();
      if (writing || ended || (waiting.isEmpty() && !last)) {
        return;
      }
      writing = true;
      text = String.join("", waiting);
      waiting.clear();
    }
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    response.write(last, bytes, Callback.from(() -> written(last), this::failed));
  }

  private void written(boolean last) {
    synchronized (this) {
      writing = false;
    }
    if (last) {
      over(null);
    } else {
      pump();
    }
  }

  private void failed(Throwable fault) {
    over(fault);
  }

  private void over(@Nullable Throwable fault) {
    AutoCloseable begun;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      begun = source;
      source = null;
    }
    onEnd.accept(this);
    if (begun != null) {
      close(begun);
    }
    if (fault == null) {
      callback.succeeded();
    } else {
      callback.failed(fault);
    }
  }

  private static void close(AutoCloseable begun) {
    try {
      begun.close();
    } catch (Exception e) {
      LOG.warn("what fed a stream of events was not closed", e);
    }
  }
}
