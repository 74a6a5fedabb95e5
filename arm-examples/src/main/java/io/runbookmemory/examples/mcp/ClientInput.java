package io.runbookmemory.examples.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a client writes, line by line, and the news that it went away: the SDK's transport keeps
 * that to itself. A line that is no message is answered here; the transport would stop reading over
 * it, and neither answer again nor see the client go.
 */
final class ClientInput extends InputStream {

  /** In bytes. What a tool is told is far shorter. */
  static final int LONGEST = 4 << 20;

  private final InputStream input;
  private final PrintStream client;
  private final McpJsonMapper mapper;
  private final CountDownLatch gone = new CountDownLatch(1);
  private byte[] line = {};
  private int at;

  /**
   * Reads a client.
   *
   * @param input what it writes
   * @param client what it reads; the transport writes to the same object, one line at a time
   * @param mapper the transport's
   */
  ClientInput(InputStream input, PrintStream client, McpJsonMapper mapper) {
    this.input = new BufferedInputStream(input);
    this.client = client;
    this.mapper = mapper;
  }

  /** Waits for the client's end, and returns whether it came. */
  boolean isGone(Duration within) throws InterruptedException {
    return gone.await(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length > 0 && at == line.length && !next()) {
      return -1;
    }
    int some = Math.min(length, line.length - at);
    System.arraycopy(line, at, buffer, offset, some);
    at += some;
    return some;
  }

  /** Goes on to the next message, and returns whether there is one. */
  private boolean next() throws IOException {
    boolean found = false;
    try {
      byte[] read = readLine();
      while (read != null && !isMessage(read)) {
        read = readLine();
      }
      if (read != null) {
        line = read;
        at = 0;
        found = true;
      }
      return found;
    } finally {
      if (!found) {
        gone.countDown();
      }
    }
  }

  /** Returns a line with its end, cut above what is read of one; null where there is no more. */
  private byte @Nullable [] readLine() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int next = input.read();
    while (next >= 0) {
      if (bytes.size() <= LONGEST) {
        bytes.write(next);
      }
      if (next == '\n') {
        break;
      }
      next = input.read();
    }
    return bytes.size() == 0 ? null : bytes.toByteArray();
  }

  private boolean isMessage(byte[] read) {
    if (read.length > LONGEST) {
      refuse(McpSchema.ErrorCodes.INVALID_REQUEST, "a message must be at most 4 MiB");
      return false;
    }
    String text = new String(read, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return false;
    }
    try {
      McpSchema.deserializeJsonRpcMessage(mapper, text);
      return true;
    } catch (IOException | RuntimeException e) {
      refuse(
          McpSchema.ErrorCodes.PARSE_ERROR,
          "a line must be one message of JSON-RPC 2.0, an object in JSON");
      return false;
    }
  }

  private void refuse(int code, String message) {
    synchronized (client) {
      client.println(
          "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":%d,\"message\":\"%s\"}}"
              .formatted(code, message));
      client.flush();
    }
  }

  @Override
  public void close() throws IOException {
    gone.countDown();
    input.close();
  }
}
