package io.runbookmemory.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL with pgvector as WebAssembly, from npm. It is one backend, whose session all
 * connections share; so there is one connection, and no statement is prepared under a name.
 */
final class PgliteServer {

  /** Which pgvector it has. */
  enum Version {
    /** Of today: an index scan goes on until enough rows pass a filter. */
    CURRENT,
    /** The oldest that the store works with: an index scan ends, however few rows pass. */
    OLDEST;

    private List<String> command(int port) throws IOException {
      return switch (this) {
        case CURRENT ->
            List.of(
                "node",
                program("node_modules/.bin/pglite-server"),
                "--port=" + port,
                "--max-connections=8",
                "--extensions=@electric-sql/pglite-pgvector:vector");
        case OLDEST -> List.of("node", program("pgvector-0.7-server.mjs"), String.valueOf(port));
      };
    }

    private static String program(String path) throws IOException {
      return NPM.resolve(path).toRealPath().toString();
    }
  }

  private static final Path NPM = Path.of("src", "test", "npm");

  private static final Map<Version, PgliteServer> STARTED = new EnumMap<>(Version.class);

  private final int port;
  private final HikariDataSource pool;

  private PgliteServer(int port) {
    this.port = port;
    this.pool = PostgresServer.pool(dataSource(""), 1);
  }

  /** Returns the server of today, which runs until the JVM ends. */
  static PgliteServer get() {
    return get(Version.CURRENT);
  }

  /** Returns a server, which runs until the JVM ends. */
  static synchronized PgliteServer get(Version version) {
    TestServer.require(
        Files.exists(NPM.resolve("node_modules")),
        "PGlite is needed: apt-get install nodejs npm, then npm ci in arm-jdbc/src/test/npm");
    return STARTED.computeIfAbsent(
        version,
        wanted -> {
          int port = TestServer.freePort();
          try {
            start(wanted.command(port));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return new PgliteServer(port);
        });
  }

  private static void start(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(NPM.toFile()).redirectErrorStream(true).start();
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
