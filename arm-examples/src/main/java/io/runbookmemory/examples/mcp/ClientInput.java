package io.runbookmemory.examples.mcp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a client writes, and the news that it went away: the SDK's transport keeps that to itself.
 */
final class ClientInput extends FilterInputStream {

  private final CountDownLatch gone = new CountDownLatch(1);

  ClientInput(InputStream input) {
    super(input);
  }

  /** Waits for the client's end, and returns whether it came. */
  boolean isGone(Duration within) throws InterruptedException {
    return gone.await(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public int read() throws IOException {
    return seen(() -> super.read());
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return seen(() -> super.read(buffer, offset, length));
  }

  private interface Reading {
    int read() throws IOException;
  }

  private int seen(Reading reading) throws IOException {
    int read = -1;
    try {
      read = reading.read();
      return read;
    } finally {
      if (read < 0) {
        gone.countDown();
      }
    }
  }

  @Override
  public void close() throws IOException {
    gone.countDown();
    super.close();
  }
}
