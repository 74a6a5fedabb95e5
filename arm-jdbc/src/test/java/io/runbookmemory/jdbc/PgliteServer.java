package io.runbookmemory.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL with pgvector as WebAssembly, from npm. It is one backend, whose session all
 * connections share; so there is one connection, and no statement is prepared under a name.
 */
final class PgliteServer {

  private static final Path NPM = Path.of("src", "test", "npm");

  private static @Nullable PgliteServer started;

  private final int port;
  private final HikariDataSource pool;

  private PgliteServer(int port) {
    this.port = port;
    this.pool = PostgresServer.pool(dataSource(""), 1);
  }

  /** Returns the server, which runs until the JVM ends. */
  static synchronized PgliteServer get() {
    PgliteServer server = started;
    if (server == null) {
      Path program = NPM.resolve(Path.of("node_modules", ".bin", "pglite-server"));
      TestServer.require(
          Files.exists(program),
          "PGlite is needed: apt-get install nodejs npm, then npm ci in arm-jdbc/src/test/npm");
      int port = TestServer.freePort();
      try {
        start(program, port);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server = new PgliteServer(port);
      started = server;
    }
    return server;
  }

  private static void start(Path program, int port) throws IOException {
    Process process =
        new ProcessBuilder(
                "node",
                program.toRealPath().toString(),
                "--port=" + port,
                "--max-connections=8",
                "--extensions=@electric-sql/pglite-pgvector:vector")
            .directory(NPM.toFile())
            .redirectErrorStream(true)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    StringBuilder printed = new StringBuilder();
    BufferedReader output = process.inputReader(UTF_8);
    String line;
    do {
      line = output.readLine();
      printed.append(line).append('\n');
      if (line == null) {
        throw new IllegalStateException("PGlite did not start: " + printed);
      }
    } while (!line.contains("listening"));
    Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}));
    drain.setDaemon(true);
    drain.start();
  }

  PGSimpleDataSource dataSource(String settings) {
    return TestServer.dataSource(port, "prepareThreshold=0&" + settings);
  }

  HikariDataSource pool() {
    return pool;
  }
}
