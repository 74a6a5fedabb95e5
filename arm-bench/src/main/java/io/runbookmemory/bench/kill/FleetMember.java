package io.runbookmemory.bench.kill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A process of a fleet, as the one that started it sees it. */
final class FleetMember {

  private final int number;
  private final int operations;
  private final Path errors;
  private final Process process;
  private final Thread listener;
  private volatile int acknowledged;
  private volatile long lastNanos;
  private volatile boolean killed;

  private FleetMember(int number, int operations, Path errors, Process process) {
    this.number = number;
    this.operations = operations;
    this.errors = errors;
    this.process = process;
    this.listener = Thread.ofPlatform().daemon().start(this::listen);
  }

  static FleetMember start(String url, int number, int operations, Path directory)
      throws IOException {
    Path errors = directory.resolve("errors-" + number);
    Process process =
        new ProcessBuilder(
                Jvm.command(
                    FleetDaemon.class,
                    "128m",
                    url,
                    Integer.toString(number),
                    Integer.toString(operations)))
            .redirectError(errors.toFile())
            .start();
    return new FleetMember(number, operations, errors, process);
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int operation = Integer.parseInt(line);
        lastNanos = System.nanoTime();
        acknowledged = operation + 1;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int acknowledged() {
    return acknowledged;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the first operation acknowledged after a moment; returns how many seconds after. */
  double firstAfter(long nanos) throws InterruptedException {
    int before = acknowledged;
    while (process.isAlive() && (acknowledged == before || lastNanos < nanos)) {
      Thread.sleep(1);
    }
    return Math.max(0, lastNanos - nanos) / 1e9;
  }

  void await() throws InterruptedException {
    process.waitFor();
    listener.join();
  }

  /** Ends it at once, as {@code kill -9} does; what it had said is still heard. */
  void kill() {
    if (process.isAlive()) {
      killed = true;
      process.destroyForcibly();
    }
    try {
      await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns what went wrong in it; to be killed is not. */
  Optional<String> failure() throws InterruptedException {
    if (killed || (process.waitFor() == 0 && acknowledged == operations)) {
      return Optional.empty();
    }
    try {
      return Optional.of(this + " ended with " + process.exitValue() + ": " + said());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String said() throws IOException {
    return Files.readString(errors).strip();
  }

  @Override
  public String toString() {
    return "daemon " + number;
  }
}
