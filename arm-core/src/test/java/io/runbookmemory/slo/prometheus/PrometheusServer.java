package io.runbookmemory.slo.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;

/** A Prometheus on loopback that holds the past of a scenario. */
final class PrometheusServer implements AutoCloseable {

  /** A query may give 11,000 points. */
  private static final int CHUNK = 10_000;

  private final Process process;
  private final URI base;
  private final ObjectMapper json = new ObjectMapper();

  private PrometheusServer(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  static PrometheusServer holding(Scenario scenario, Path folder)
      throws IOException, InterruptedException {
    write(scenario, folder.resolve("past.txt"));
    Program.run(
        folder, "promtool", "tsdb", "create-blocks-from", "openmetrics", "past.txt", "data");
    Files.writeString(folder.resolve("prometheus.yml"), "global: {scrape_interval: 1m}\n");
    int port = freePort();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=data",
                "--storage.tsdb.retention.time=10y",
                "--query.max-samples=500000000",
                "--web.listen-address=127.0.0.1:" + port)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    PrometheusServer server =
        new PrometheusServer(process, URI.create("http://127.0.0.1:" + port + "/"));
    server.awaitReady();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void write(Scenario scenario, Path file) throws IOException {
    long[] good = scenario.readings(false);
    long[] bad = scenario.readings(true);
    try (BufferedWriter past = Files.newBufferedWriter(file)) {
      past.write("# TYPE demo_requests counter\n");
      for (int minute = 0; minute <= scenario.minutes(); minute++) {
        long at = Scenario.at(minute).getEpochSecond();
        past.write("demo_requests_total{code=\"200\"} " + good[minute] + " " + at + "\n");
        past.write("demo_requests_total{code=\"500\"} " + bad[minute] + " " + at + "\n");
      }
      past.write("# EOF\n");
    }
  }

  private void awaitReady() throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      try {
        get("-/ready");
        return;
      } catch (IOException e) {
        // Not listening, or not ready, yet.
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("Prometheus was not ready within a minute");
  }

  /** Returns the body of an answer; a status of 400 and more is an exception. */
  private String get(String path) throws IOException {
    try (InputStream body = base.resolve(path).toURL().openStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Returns the minutes of a scenario of which an expression has a value. */
  BitSet firing(String expression, int minutes) throws IOException {
    BitSet firing = new BitSet();
    for (int from = 1; from <= minutes; from += CHUNK) {
      int to = Math.min(minutes, from + CHUNK - 1);
      String body =
          get(
              "api/v1/query_range?step=60&start="
                  + Scenario.at(from).getEpochSecond()
                  + "&end="
                  + Scenario.at(to).getEpochSecond()
                  + "&query="
                  + URLEncoder.encode(expression, StandardCharsets.UTF_8));
      JsonNode answer = json.readTree(body);
      if (!answer.path("status").asText().equals("success")) {
        throw new IllegalStateException(body);
      }
      for (JsonNode series : answer.path("data").path("result")) {
        for (JsonNode point : series.path("values")) {
          firing.set((int) ((point.get(0).asLong() - Scenario.START.getEpochSecond()) / 60));
        }
      }
    }
    return firing;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
