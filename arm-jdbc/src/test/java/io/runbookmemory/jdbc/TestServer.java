package io.runbookmemory.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/** A database server that the tests start themselves, once in a JVM, on loopback. */
final class TestServer {

  private TestServer() {}

  /** Where no server can be started: fails in CI, elsewhere skips the test and says so. */
  static void require(boolean there, String todo) {
    if (there) {
      return;
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(todo);
    }
    System.err.println("SKIPPED: " + todo);
    Assumptions.abort(todo);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PGSimpleDataSource dataSource(int port, String settings) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL("jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable&" + settings);
    source.setUser("postgres");
    return source;
  }
}
