package io.runbookmemory.examples.daemon.config;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where requests are taken.
 *
 * @param host a name or an address of this machine
 * @param port from 0, for any that is free, to 65,535
 * @param token what whoever posts must bring as a bearer; null for nothing
 * @param maxBody the longest body, in bytes
 * @param origins under which a proxy passes the daemon on, whose pages may call it there; and pages
 *     of others that may show the pane in a frame
 */
public record Listen(
    String host, int port, @Nullable Secret token, int maxBody, List<String> origins) {

  private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}|::1|localhost");

  /** Loopback, at a port that no well-known service has. */
  public static final Listen DEFAULT = new Listen("127.0.0.1", 9393, null, 4 << 20);

  /** Copies the list. */
  public Listen {
    origins = List.copyOf(origins);
  }

  /** Creates one that no page of others may use. */
  public Listen(String host, int port, @Nullable Secret token, int maxBody) {
    this(host, port, token, maxBody, List.of());
  }

  /** Returns whether only this machine can reach it; told by the name alone. */
  public boolean isLoopback() {
    return LOOPBACK.matcher(host).matches();
  }

  /** Returns the same at another port. */
  public Listen at(int newPort) {
    return new Listen(host, newPort, token, maxBody, origins);
  }
}
