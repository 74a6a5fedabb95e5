package io.runbookmemory.examples.daemon.http;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request, which holds no thread while it comes. Who sends too slowly is refused:
 * after five seconds it must have come at 1 KB/s, and be whole after a minute.
 */
final class Body {

  private static final long GRACE_MILLIS = 5_000;
  private static final long LONGEST_MILLIS = 60_000;
  private static final long LEAST_BYTES_A_SECOND = 1_024;
  private static final long LOOK_MILLIS = 500;

  private static final Reply BUSY =
      Reply.problem(503, "Busy", "too much is being sent at once").with("Retry-After", "5");

  /** Who is told how it ended, once. */
  interface Reader {

    void whole(byte[] body);

    void refused(Reply reply);
  }

  private final Request request;
  private final int most;
  private final BodyRoom.Share share;
  private final Reader reader;
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
  private final long begun = System.nanoTime();
  private boolean over;

  private Body(Request request, int most, BodyRoom.Share share, Reader reader) {
    this.request = request;
    this.most = most;
    this.share = share;
    this.reader = reader;
  }

  /**
   * Reads it.
   *
   * @param most how many bytes it may have
   * @param share where they are counted; the reader gives it back
   */
  static void read(Request request, int most, BodyRoom.Share share, Reader reader) {
    Body body = new Body(request, most, share, reader);
    if (request.getLength() > most) {
      body.over = true;
      reader.refused(tooLarge(most));
      return;
    }
    body.next();
    body.look();
  }

  /** Takes what is there; comes again with what is not. */
  private void next() {
    Runnable end;
    synchronized (this) {
      end = over ? null : gather();
    }
    if (end != null) {
      end.run();
    }
  }

  /** Returns what is to be done once all was read; null where there is more to come. */
  private @Nullable Runnable gather() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this::next);
        return null;
      }
      if (Content.Chunk.isFailure(chunk)) {
        return refusal(Reply.problem(400, "Bad request", "the body could not be read to its end"));
      }
      byte[] bytes = new byte[chunk.remaining()];
      chunk.getByteBuffer().get(bytes);
      boolean last = chunk.isLast();
      chunk.release();
      if (!share.take(bytes.length)) {
        return refusal(BUSY);
      }
      gathered.writeBytes(bytes);
      if (gathered.size() > most) {
        return refusal(tooLarge(most));
      }
      if (last) {
        over = true;
        byte[] whole = gathered.toByteArray();
        return () -> reader.whole(whole);
      }
    }
  }

  private Runnable refusal(Reply reply) {
    over = true;
    return () -> reader.refused(reply);
  }

  /** Looks whether it comes fast enough, for as long as it comes. */
  private void look() {
    Runnable end = null;
    synchronized (this) {
      if (over) {
        return;
      }
      if (isSlow()) {
        end =
            refusal(
                Reply.problem(
                    408,
                    "Request timeout",
                    "a body must come at "
                        + LEAST_BYTES_A_SECOND
                        + " bytes a second at least, and within "
                        + LONGEST_MILLIS / 1_000
                        + " s"));
      }
    }
    if (end == null) {
      var unused =
          request
              .getComponents()
              .getScheduler()
              .schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      end.run(); // It never waits.
    }
  }

  private boolean isSlow() {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    long wanted = (millis - GRACE_MILLIS) * LEAST_BYTES_A_SECOND / 1_000;
    return millis > LONGEST_MILLIS || gathered.size() < wanted;
  }

  private static Reply tooLarge(int most) {
    return Reply.problem(
        413,
        "Too large",
        "a body must have at most " + most + " bytes here; listen.maxBody is the bound of all");
  }
}
