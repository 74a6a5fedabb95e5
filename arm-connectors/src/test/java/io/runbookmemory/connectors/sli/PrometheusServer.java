package io.runbookmemory.connectors.sli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A Prometheus on loopback, perhaps with a given past; or an Alertmanager. */
public record PrometheusServer(Process process, URI address) implements AutoCloseable {

  /** Skips a test aloud where a program is missing; in CI that fails. */
  public static void require(String name) {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    String advice =
        name
            + " is not on the PATH; install Debian's packages prometheus and"
            + " prometheus-alertmanager";
    if (!there && System.getenv("CI") != null) {
      Assertions.fail(advice);
    }
    Assumptions.assumeTrue(there, advice);
  }

  private static Process run(Path folder, String... command) throws IOException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(command[0] + ".log").toFile())
        .start();
  }

  /** Starts one that holds {@code past.txt} of the folder. */
  public static PrometheusServer holding(Path folder) throws IOException, InterruptedException {
    Process filling =
        run(folder, "promtool", "tsdb", "create-blocks-from", "openmetrics", "past.txt", "data");
    assertThat(filling.waitFor()).as("promtool").isZero();
    return scraping(folder, "global: {scrape_interval: 1m}\n");
  }

  /** Starts one with a configuration. */
  public static PrometheusServer scraping(Path folder, String configuration)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("prometheus.yml"), configuration);
    int port = freePort();
    return started(
        port,
        run(
            folder,
            "prometheus",
            "--config.file=prometheus.yml",
            "--storage.tsdb.path=data",
            "--storage.tsdb.retention.time=10y",
            "--rules.alert.resend-delay=1s",
            "--web.listen-address=127.0.0.1:" + port));
  }

  /** Starts an Alertmanager that tells nobody. */
  public static PrometheusServer alertmanager(Path folder)
      throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("alertmanager.yml"),
        "route: {receiver: nobody, group_wait: 0s}\nreceivers: [{name: nobody}]\n");
    int port = freePort();
    return started(
        port,
        run(
            folder,
            "prometheus-alertmanager",
            "--config.file=alertmanager.yml",
            "--storage.path=alertmanager",
            "--cluster.listen-address=",
            "--web.listen-address=127.0.0.1:" + port));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static PrometheusServer started(int port, Process process) throws InterruptedException {
    PrometheusServer server =
        new PrometheusServer(process, URI.create("http://127.0.0.1:" + port + "/"));
    server.awaitReady();
    return server;
  }

  private void awaitReady() throws InterruptedException {
    HttpRequest ready = HttpRequest.newBuilder(address.resolve("-/ready")).build();
    for (int i = 0; i < 600; i++) {
      try {
        int status =
            HttpClient.newHttpClient()
                .send(ready, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status == 200) {
          return;
        }
      } catch (IOException e) {
        // Not listening yet.
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException(address + " was not ready within a minute");
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
