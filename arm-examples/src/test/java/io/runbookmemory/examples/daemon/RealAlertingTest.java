package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.runbookmemory.examples.ShopSlo;
import io.runbookmemory.examples.daemon.Catcher.Caught;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus finds that a service fails, a real Alertmanager brings the alert, and the
 * daemon tells of it with the error budget that it read from Prometheus itself; then of its end.
 */
@Timeout(300)
class RealAlertingTest {

  private static final String RULES =
      """
      groups:
      - name: shop
        interval: 1s
        rules:
        - alert: CheckoutFails
          expr: shop_failing > 0
          labels: {service: checkout, severity: warning, env: prod}
          annotations: {summary: "checkout answers 503"}
      """;

  @TempDir private Path temp = Path.of("");

  private final AtomicLong failing = new AtomicLong(1);
  private final Catcher team = new Catcher();

  @Test
  void anAlertOfPrometheusIsToldOfAndSoIsItsEnd() throws Exception {
    RealServers.require("prometheus", "prometheus-alertmanager");
    HttpServer shop = shop();
    Files.writeString(temp.resolve("slo.yaml"), ShopSlo.YAML);
    Files.writeString(temp.resolve("rules.yml"), RULES);
    try (RealServers servers = new RealServers(temp)) {
      int prometheusPort = RealServers.freePort();
      // Prometheus and the daemon know each other: one of both has to be told first.
      try (RunningDaemon daemon = RunningDaemon.start(temp, yaml(prometheusPort))) {
        URI alertmanager = alertmanager(servers, daemon.port());
        URI prometheus = prometheus(servers, shop, alertmanager);
        RunningDaemon.write(temp, yaml(prometheus.getPort()));
        assertThat(daemon.post("/-/reload", "").statusCode()).isEqualTo(200);

        Caught told = team.await(one -> one.event().equals("alert.firing"));
        assertThat(told.text())
            .contains("TICKET CheckoutFails of checkout in prod", "severity warning")
            .containsAnyOf("no budget data of checkout-availability", "budget of checkout");
        daemon.awaitMetric("arm_daemon_slo_polls_total");

        failing.set(0);
        Caught over = team.await(one -> one.event().equals("alert.resolved"));
        assertThat(over.field("incident")).isEqualTo(told.field("incident"));
      }
    } finally {
      shop.stop(0);
      team.close();
    }
    assertThat(team.all()).hasSize(2);
  }

  private String yaml(int prometheusPort) {
    return """
    mode: page
    store: sqlite:%s
    slos: {prometheus: "http://127.0.0.1:%s", files: [slo.yaml]}
    channels: [{name: team, kind: webhook, url: "%s"}]
    """
        .formatted(temp.resolve("memory.db"), prometheusPort, team.address());
  }

  private URI alertmanager(RealServers servers, int daemon)
      throws IOException, InterruptedException {
    Files.writeString(
        temp.resolve("alertmanager.yml"),
        """
        route: {receiver: arm, group_wait: 1s, group_interval: 1s, repeat_interval: 1m}
        receivers:
        - name: arm
          webhook_configs:
          - {url: "http://127.0.0.1:%s/webhooks/alertmanager", send_resolved: true}
        """
            .formatted(daemon));
    return servers.start(
        "prometheus-alertmanager",
        "--config.file=alertmanager.yml",
        "--storage.path=alertmanager",
        "--cluster.listen-address=");
  }

  private URI prometheus(RealServers servers, HttpServer shop, URI alertmanager)
      throws IOException, InterruptedException {
    Files.writeString(
        temp.resolve("prometheus.yml"),
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: [rules.yml]
        alerting: {alertmanagers: [{static_configs: [{targets: ["%s"]}]}]}
        scrape_configs: [{job_name: shop, static_configs: [{targets: ["127.0.0.1:%s"]}]}]
        """
            .formatted(alertmanager.getAuthority(), shop.getAddress().getPort()));
    return servers.start(
        "prometheus",
        "--config.file=prometheus.yml",
        "--storage.tsdb.path=data",
        "--rules.alert.resend-delay=1s");
  }

  /** A shop that Prometheus scrapes, half of whose answers fail. */
  private HttpServer shop() throws IOException {
    HttpServer shop =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicLong scrapes = new AtomicLong();
    shop.createContext(
        "/metrics",
        exchange -> {
          long n = scrapes.incrementAndGet();
          byte[] body =
              ("shop_failing "
                      + failing
                      + "\nshop_all_total "
                      + 100 * n
                      + "\nshop_good_total "
                      + 50 * n
                      + "\n")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    shop.start();
    return shop;
  }
}
