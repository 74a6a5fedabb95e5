package io.runbookmemory.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server without pgvector, of Debian's package, with many connections. */
final class PostgresServer {

  private static @Nullable PostgresServer started;

  private final Path bin;
  private final Path home;
  private final List<String> asUser;
  private final int port = TestServer.freePort();
  private @Nullable HikariDataSource pool;

  private PostgresServer(Path bin) throws IOException {
    this.bin = bin;
    this.home = Files.createTempDirectory("arm-postgres");
    this.asUser = unprivileged(home);
  }

  /** Returns the server, which runs until the JVM ends. */
  static synchronized PostgresServer get() {
    PostgresServer server = started;
    if (server == null) {
      Path bin = bin();
      TestServer.require(bin != null, "PostgreSQL is needed: apt-get install postgresql-15");
      try {
        server = new PostgresServer(Objects.requireNonNull(bin));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server.initialize();
      started = server;
    }
    return server;
  }

  private static @Nullable Path bin() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of("18", "17", "16", "15", "14", "13")
                .map(version -> Path.of("/usr/lib/postgresql", version, "bin")),
            Arrays.stream(path.split(":", -1)).filter(part -> !part.isEmpty()).map(Path::of))
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
        .filter(folder -> Files.isExecutable(folder.resolve("pg_ctl")))
        .findFirst()
        .orElse(null);
  }

  /** PostgreSQL does not run as root: then it is another user's, who owns the directory. */
  private static List<String> unprivileged(Path home) throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    String passwd = Files.readString(Path.of("/etc/passwd"));
    String user =
        passwd.lines().anyMatch(line -> line.startsWith("postgres:")) ? "postgres" : "nobody";
    Files.setOwner(
        home, home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    return List.of("runuser", "-u", user, "--");
  }

  private void run(String program, String... arguments) {
    List<String> command = new ArrayList<>(asUser);
    command.add(bin.resolve(program).toString());
    command.addAll(Arrays.asList(arguments));
    TestServer.run(
        home.resolveSibling(home.getFileName() + ".log"), command.toArray(String[]::new));
  }

  private void initialize() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    run(
        "initdb",
        "--pgdata=" + data(),
        "--auth=trust",
        "--username=postgres",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync");
    start();
  }

  private String data() {
    return home.resolve("data").toString();
  }

  void start() {
    run(
        "pg_ctl",
        "start",
        "--wait",
        "--pgdata=" + data(),
        "--options=-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off");
  }

  /** Ends the server as a crash does. */
  void crash() {
    run("pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata=" + data());
  }

  private void end() {
    HikariDataSource open = pool;
    if (open != null) {
      open.close();
    }
    crash();
    TestServer.delete(home);
    TestServer.delete(home.resolveSibling(home.getFileName() + ".log"));
  }

  PGSimpleDataSource dataSource() {
    return TestServer.dataSource(port, "");
  }

  /** Returns the pool that most tests share. */
  synchronized HikariDataSource pool() {
    HikariDataSource shared = pool;
    if (shared == null) {
      shared = pool(dataSource(), 8);
      pool = shared;
    }
    return shared;
  }

  static HikariDataSource pool(PGSimpleDataSource source, int size) {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(source);
    pool.setMaximumPoolSize(size);
    pool.setConnectionTimeout(2000);
    return pool;
  }
}
