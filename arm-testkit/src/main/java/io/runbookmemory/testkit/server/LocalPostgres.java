package io.runbookmemory.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of the machine's own binaries, on a free port of loopback, with its data in a
 * temporary directory: Debian's {@code /usr/lib/postgresql/N/bin}, or those on the PATH. Its only
 * role is {@code postgres}, a superuser without a password. It runs as an unprivileged user where
 * the JVM is root's, since PostgreSQL refuses root, and ends with the JVM at the latest.
 * Thread-safe.
 */
public final class LocalPostgres implements AutoCloseable {

  /** The role that connects. */
  public static final String USER = "postgres";

  private final Path bin;
  private final Path home;
  private final Path log;
  private final List<String> asUser;
  private final String settings;
  private final int port;
  private boolean closed;

  private LocalPostgres(Path bin, String settings) throws IOException {
    this.bin = bin;
    this.home = Files.createTempDirectory("arm-postgres");
    this.log = home.resolveSibling(home.getFileName() + ".log");
    this.asUser = unprivileged(home);
    this.port = freePort();
    this.settings =
        "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= " + settings;
  }

  /**
   * Makes a server and starts it, as quick as one may be whose data nobody needs after a power cut.
   *
   * @return the server; empty where PostgreSQL is not installed
   */
  public static Optional<LocalPostgres> launch() {
    return launch("-c fsync=off");
  }

  /**
   * Makes a server and starts it.
   *
   * @param settings more options for the server, such as {@code -c shared_buffers=512MB}
   * @return the server; empty where PostgreSQL is not installed
   */
  public static Optional<LocalPostgres> launch(String settings) {
    return bin().map(bin -> launch(bin, settings));
  }

  private static LocalPostgres launch(Path bin, String settings) {
    try {
      LocalPostgres server = new LocalPostgres(bin, settings);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      server.run(
          "initdb",
          "--pgdata=" + server.data(),
          "--auth=trust",
          "--username=" + USER,
          "--encoding=UTF8",
          "--locale=C",
          "--no-sync");
      server.restart();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes a hot standby and starts it: a server that follows this one, and only reads.
   *
   * @return the standby
   */
  public synchronized LocalPostgres standby() {
    try {
      LocalPostgres standby = new LocalPostgres(bin, "-c fsync=off");
      Runtime.getRuntime().addShutdownHook(new Thread(standby::close));
      standby.run(
          "pg_basebackup",
          "--pgdata=" + standby.data(),
          "--write-recovery-conf",
          "--checkpoint=fast",
          "--no-sync",
          "--host=127.0.0.1",
          "--port=" + port,
          "--username=" + USER);
      standby.restart();
      return standby;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> bin() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of("18", "17", "16", "15", "14", "13")
                .map(version -> Path.of("/usr/lib/postgresql", version, "bin")),
            Arrays.stream(path.split(":", -1)).filter(part -> !part.isEmpty()).map(Path::of))
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
        .filter(folder -> Files.isExecutable(folder.resolve("pg_ctl")))
        .findFirst();
  }

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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** What it prints goes to a file, which the server keeps open. */
  private void run(String program, String... arguments) {
    run(log, program, arguments);
  }

  private void run(Path output, String program, String... arguments) {
    List<String> command = new ArrayList<>(asUser);
    command.add(bin.resolve(program).toString());
    command.addAll(Arrays.asList(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " failed: " + Files.readString(output, UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + program + " ran", e);
    }
  }

  private String data() {
    return home.resolve("data").toString();
  }

  /** Starts the server again after {@link #crash}; returns once it answers. */
  public synchronized void restart() {
    run("pg_ctl", "start", "--wait", "--pgdata=" + data(), "--options=" + settings);
  }

  /** Ends the server as a crash does: no transaction is finished, no buffer written. */
  public synchronized void crash() {
    run("pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata=" + data());
  }

  /**
   * Runs one of PostgreSQL's programs against the server, as {@link #USER}.
   *
   * @param program such as {@code pg_dump}
   * @param arguments its options; the database is {@code postgres} unless they say otherwise
   * @return what it printed
   */
  public synchronized String tool(String program, String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--host=127.0.0.1", "--port=" + port, "--username=" + USER));
    try {
      Path output = Files.createTempFile("arm-" + program, ".out");
      try {
        run(output, program, all.toArray(String[]::new));
        return Files.readString(output, UTF_8);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns where it listens.
   *
   * @return a port of 127.0.0.1
   */
  public int port() {
    return port;
  }

  /**
   * Returns the JDBC URL of its database {@code postgres}, for the role {@link #USER}.
   *
   * @return a URL without a role
   */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable";
  }

  /** Ends the server, if it runs, and deletes its data. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (Files.exists(home.resolve("data").resolve("postmaster.pid"))) {
        crash();
      }
      delete(home);
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(directory)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
