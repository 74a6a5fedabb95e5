package io.runbookmemory.examples.daemon;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs of Debian's packages {@code prometheus} and {@code prometheus-alertmanager}. */
final class RealServers implements AutoCloseable {

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();

  RealServers(Path folder) {
    this.folder = folder;
  }

  /** Skips a test aloud where a program is missing; in CI that fails. */
  static void require(String... names) {
    for (String name : names) {
      boolean there =
          Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
              .anyMatch(place -> Files.isExecutable(Path.of(place, name)));
      String advice = name + " is not on the PATH; install Debian's package of that name";
      if (!there && System.getenv("CI") != null) {
        Assertions.fail(advice);
      }
      Assumptions.assumeTrue(there, advice);
    }
  }

  /** Starts a server that listens at a port of its own, and waits until it is ready. */
  URI start(String program, String... options) throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(Arrays.asList(options));
    command.add("--web.listen-address=127.0.0.1:" + port);
    processes.add(
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(program + ".log").toFile())
            .start());
    URI base = URI.create("http://127.0.0.1:" + port + "/");
    for (int i = 0; i < 600; i++) {
      try (var ready = base.resolve("-/ready").toURL().openStream()) {
        ready.readAllBytes();
        return base;
      } catch (IOException e) {
        Thread.sleep(100); // Not listening, or not ready, yet.
      }
    }
    throw new IllegalStateException(program + " was not ready within a minute");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.destroy();
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
