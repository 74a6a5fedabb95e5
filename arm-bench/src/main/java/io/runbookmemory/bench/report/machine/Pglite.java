package io.runbookmemory.bench.report.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL with pgvector as WebAssembly, on a free port of loopback. It ends with this JVM. */
public final class Pglite implements AutoCloseable {

  private final Process process;
  private final int port;
  private final Thread hook;

  private Pglite(Process process, int port) {
    this.process = process;
    this.port = port;
    this.hook = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts one that was installed in a folder. */
  public static Pglite start(Path npm) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                List.of(
                    "node",
                    npm.resolve("node_modules/.bin/pglite-server").toRealPath().toString(),
                    "--port=" + port,
                    "--max-connections=8",
                    // The last two are what Spring AI's store creates.
                    "--extensions=@electric-sql/pglite-pgvector:vector,hstore,uuid_ossp"))
            .directory(npm.toFile())
            .redirectErrorStream(true)
            .start();
    Pglite server = new Pglite(process, port);
    StringBuilder printed = new StringBuilder();
    BufferedReader output = process.inputReader(UTF_8);
    String line;
    do {
      line = output.readLine();
      printed.append(line).append('\n');
      if (line == null) {
        server.close();
        throw new IOException("PGlite did not start: " + printed);
      }
    } while (!line.contains("listening"));
    Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
    return server;
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:"
        + port
        + "/postgres?user=postgres&sslmode=disable&prepareThreshold=0";
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook ends the server.
      return;
    }
  }
}
