package io.runbookmemory.bench.alerts;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A daemon in a process of its own, on Linux. Thread-safe. */
public final class DaemonProcess implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("\"port\":\"(\\d+)\"");
  private static final Pattern SAMPLE =
      Pattern.compile("(arm_daemon_\\w+)(?:\\{([^}]*)})? ([0-9.eE+-]+)");

  private final Process process;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * Starts a daemon.
   *
   * @param command the command line up to {@code serve}
   * @param config its configuration, with port 0
   * @param log where its log goes
   */
  public DaemonProcess(List<String> command, Path config, Path log) throws IOException {
    List<String> all =
        Stream.concat(command.stream(), Stream.of("serve", "--config", config.toString())).toList();
    ProcessBuilder starting =
        new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // As its unit and its image have it.
    starting.environment().put("MALLOC_ARENA_MAX", "2");
    this.process = starting.start();
    Thread.ofPlatform().daemon().name("daemon-log").start(() -> follow(log));
  }

  private void follow(Path log) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!port.isDone()) {
          Files.writeString(log, line + "\n", StandardOpenOption.APPEND);
          Matcher found = PORT.matcher(line);
          if (line.contains("\"listening\"") && found.find()) {
            port.complete(Integer.parseInt(found.group(1)));
          }
        }
      }
      port.completeExceptionally(new IOException("the daemon ended; its log is " + log));
    } catch (IOException e) {
      port.completeExceptionally(e);
    }
  }

  /** Returns where it listens, once it does. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port.orTimeout(2, TimeUnit.MINUTES).join());
  }

  /** Returns whether it takes alerts and works. */
  public boolean isReady() throws InterruptedException {
    try {
      return client.send(request("/readyz"), BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(address().resolve(path)).build();
  }

  /** Returns the daemon's own meters, by name and labels. */
  public Map<String, Double> meters() throws IOException, InterruptedException {
    Map<String, Double> meters = new TreeMap<>();
    Matcher found =
        SAMPLE.matcher(client.send(request("/metrics"), BodyHandlers.ofString()).body());
    while (found.find()) {
      if (found.group(1).endsWith("_bucket")) {
        continue;
      }
      String labels = found.group(2) == null ? "" : "{" + found.group(2) + "}";
      meters.put(found.group(1) + labels, Double.valueOf(found.group(3)));
    }
    return meters;
  }

  /** Returns a figure of {@code /proc/PID/status} in MiB, such as {@code VmRSS}. */
  public double status(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", "" + process.pid(), "status"))) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    return Double.NaN;
  }

  /** Returns whether it said by now where it listens, and did not end. */
  public boolean isUp() {
    return port.isDone() && !port.isCompletedExceptionally() && process.isAlive();
  }

  /** Returns what a door answers; empty where it does not within a second. */
  public String answer(String path) throws InterruptedException {
    try {
      if (!isUp()) {
        return "";
      }
      HttpRequest request =
          HttpRequest.newBuilder(address().resolve(path)).timeout(Duration.ofSeconds(1)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException | CompletionException e) {
      return "";
    }
  }

  /** Returns whether it is the one that works on alerts. */
  public boolean isWorking() throws InterruptedException {
    return answer("/readyz").contains("\"working\"");
  }

  /** Stops it where it is, as a machine that swaps or a virtual one that moves does. */
  public void pause() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** Lets it go on. */
  public void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
  }

  /** Ends it by {@code SIGKILL}. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it as an operator does. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
