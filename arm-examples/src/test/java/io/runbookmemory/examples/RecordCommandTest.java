package io.runbookmemory.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code arm replay record}. */
class RecordCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temp;

  private String id = "";

  private Ran arm(Object... args) {
    Object[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--store";
    all[args.length + 1] = "lucene:" + temp.resolve("store");
    return Ran.arm(all);
  }

  @BeforeEach
  void anIncidentIsInTheJournal() throws IOException {
    arm("remember", "Checkout pool exhausted: raise max connections, ask dana@example.org").ok();
    Ran opened =
        arm("incidents", "open", "Checkout answers 503", "--service", "checkout", "--json").ok();
    id = JSON.readTree(opened.out()).path(0).path("id").asText();
    arm("incidents", "act", id, "mail dana@example.org", "--effect", "no_effect").ok();
    arm("incidents", "act", id, "raise max connections", "--effect", "resolved").ok();
    arm("incidents", "resolve", id).ok();
  }

  private List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void whatIsRecordedIsValidAndRuns() throws IOException {
    Path folder = temp.resolve("files");
    assertThat(arm("replay", "record", "--since", "1d", "--to", folder).ok().out())
        .contains("1 incidents recorded, 1 files written", "hold guesses");
    assertThat(names(folder)).containsExactly(id + ".json");
    String text = Files.readString(folder.resolve(id + ".json"));
    assertThat(text).doesNotContain("dana@example.org").contains("max connections");
    Ran.arm("replay", "validate", folder).ok();
    JsonNode report = JSON.readTree(Ran.arm("replay", "run", folder, "--json").ok().out());
    assertThat(report.path("incidents").path(0).path("recalled")).isNotEmpty();
  }

  @Test
  void recordingAgainChangesNothingAndWritesOverNothing() throws IOException {
    Path folder = temp.resolve("files");
    arm("replay", "record", "--incident", id, "--to", folder).ok();
    Path file = folder.resolve(id + ".json");
    String text = Files.readString(file);
    JsonNode again =
        JSON.readTree(
            arm("replay", "record", "--incident", id, "--to", folder, "--json").ok().out());
    assertThat(again.path("written")).isEmpty();
    assertThat(again.path("review").path(id)).isNotEmpty();
    Files.writeString(file, text.replace("Checkout", "My"));
    arm("replay", "record", "--incident", id, "--to", folder).refused(3, id, "--force");
    assertThat(Files.readString(file)).contains("My answers 503");
    arm("replay", "record", "--incident", id, "--to", folder, "--force").ok();
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void whatIsNotThereIsSaid() {
    Path folder = temp.resolve("files");
    arm("replay", "record", "--to", folder).refused(2, "--incident ID or --since");
    Ran none = arm("replay", "record", "--incident", "ffffffff", "--to", folder);
    assertThat(none.code()).isEqualTo(1);
    Ran early =
        arm("replay", "record", "--since", "1d", "--until", "2020-01-01T00:00:00Z", "--to", folder);
    assertThat(early.code()).isEqualTo(1);
    assertThat(folder).doesNotExist();
  }

  @Test
  void aTrackersExportIsRecordedToo() throws IOException {
    Path folder = temp.resolve("files");
    Path export = temp.resolve("export.csv");
    Files.writeString(
        export,
        """
        id,title,started,resolved,service
        INC-1,Checkout answers 503,2026-03-14T02:05:00Z,2026-03-14T03:00:00Z,checkout
        INC-2,Checkout answers 503 again,2026-04-14T02:05:00Z,,checkout
        """);
    Ran.arm("replay", "record", "--incidents", export, "--to", folder).ok();
    Ran.arm("replay", "validate", folder).ok();
    JsonNode report = JSON.readTree(Ran.arm("replay", "run", folder, "--json").ok().out());
    assertThat(report.path("incidents").path(0).path("recalled")).isEmpty();
    assertThat(report.path("incidents").path(1).path("recalled").path(0).asText())
        .isEqualTo("INC-1");
    Ran.arm("replay", "record", "--alerts-from", "prometheus:http://x", "--to", folder)
        .refused(2, "go with --incidents");
    Ran.arm("replay", "record", "--incidents", export, "--alerts-from", "http://x", "--to", folder)
        .refused(2, "must be prometheus:URL");
  }

  /** Fires from 02:00 to 02:30; counts a thousand requests a minute. */
  private static String answer(String query, long start, long end, long step) {
    long fires = Instant.parse("2026-03-14T02:00:00Z").getEpochSecond();
    boolean alerts = query.contains("ALERTS");
    StringJoiner values = new StringJoiner(",");
    for (long at = start; at <= end; at += step) {
      if (!alerts) {
        values.add("[" + at + ",\"" + 1000 * (at / 60 % 1_000_000) + "\"]");
      } else if (at >= fires && at <= fires + 1800) {
        values.add("[" + at + ",\"1\"]");
      }
    }
    String labels =
        alerts
            ? "\"__name__\":\"ALERTS\",\"alertname\":\"CheckoutErrors\",\"alertstate\":\"firing\","
                + "\"service\":\"checkout\",\"severity\":\"critical\""
            : "";
    String series = "{\"metric\":{" + labels + "},\"values\":[" + values + "]}";
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
        + (values.length() == 0 ? "" : series)
        + "]}}";
  }

  private static HttpServer prometheus() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          String raw = exchange.getRequestURI().getRawQuery();
          Map<String, String> given = new HashMap<>();
          for (String pair : ((raw == null ? "" : raw) + "&" + asked).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
              given.put(
                  pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
          }
          byte[] body =
              answer(
                      given.getOrDefault("query", ""),
                      (long) Double.parseDouble(given.getOrDefault("start", "0")),
                      (long) Double.parseDouble(given.getOrDefault("end", "0")),
                      Math.max(1, (long) Double.parseDouble(given.getOrDefault("step", "60"))))
                  .getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void whatPrometheusSawIsRecordedWithATrackersIncidents() throws IOException {
    Path folder = temp.resolve("files");
    Path export =
        Files.writeString(
            temp.resolve("export.csv"),
            """
            id,title,started,resolved,service
            INC-1,Checkout answers 503,2026-03-14T02:05:00Z,2026-03-14T03:00:00Z,checkout
            """);
    Path slo = Files.writeString(temp.resolve("slo.yaml"), ShopSlo.YAML);
    HttpServer server = prometheus();
    try {
      String from = "prometheus:http://localhost:" + server.getAddress().getPort();
      Ran.arm(
              "replay",
              "record",
              "--incidents",
              export,
              "--alerts-from",
              from,
              "--slo",
              slo,
              "--to",
              folder)
          .ok();
    } finally {
      server.stop(0);
    }

    assertThat(names(folder)).contains("INC-1.json", "checkout-checkout-availability.csv");
    JsonNode incident = JSON.readTree(Files.readString(folder.resolve("INC-1.json")));
    assertThat(incident.path("alerts").path(0).path("labels").path("alertname").asText())
        .isEqualTo("CheckoutErrors");
    assertThat(incident.path("alerts").path(0).path("firedAt").asText())
        .isEqualTo("2026-03-14T02:00:00Z");
    assertThat(incident.path("slis").toString()).contains("checkout-checkout-availability.csv");
    Ran.arm("replay", "validate", folder).ok();
    JsonNode report = JSON.readTree(Ran.arm("replay", "run", folder, "--json").out());
    assertThat(report.path("incidents").path(0).path("id").asText()).isEqualTo("INC-1");
  }
}
