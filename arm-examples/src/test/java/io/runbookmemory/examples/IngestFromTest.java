package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of a wiki on loopback come into a store, and the second time only what changed does. */
class IngestFromTest {

  private static final String SECRET = "s3cr3t-0123456789";

  @TempDir Path temp;
  private final List<String> asked = new ArrayList<>();
  private volatile String pages = "";
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getQuery());
          asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          byte[] body = ("{\"results\":[" + pages + "]}").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    Files.writeString(temp.resolve("token"), SECRET + "\n");
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private static String page(int id, String changed, String text) {
    return """
    {"id":"%d","title":"Disk %d is full","version":{"number":1,"when":"%s"},
     "body":{"storage":{"value":"<ol><li>%s</li></ol>"}},"_links":{"webui":"/ops/disk-%d"}}
    """
        .formatted(id, id, changed, text, id);
  }

  private Ran ingest(String store) {
    return Ran.arm(
        "ingest-from",
        "confluence:OPS",
        "--url",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "--token-file",
        temp.resolve("token"),
        "--store",
        store);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lucene:", "sqlite:"})
  void theSecondRunAsksForWhatChangedAndSaysWhatDidNot(String kind) throws IOException {
    String store = kind + temp.resolve("store");
    pages =
        page(2, "2026-10-20T10:00:00.000Z", "Delete logs")
            + ","
            + page(1, "2026-10-01T10:00:00.000Z", "Grow it");
    assertThat(ingest(store).ok().out()).contains("2 added, 0 updated, 0 unchanged, 0 rejected");
    assertThat(asked.get(0)).doesNotContain("lastmodified >=");
    assertThat(asked.get(1)).isEqualTo("Bearer " + SECRET);

    Path rules = Files.createDirectory(temp.resolve("rules")).resolve("rules.yml");
    Files.writeString(
        rules,
        """
        groups:
        - rules:
          - alert: DiskFull
            expr: free == 0
            annotations: {runbook_url: "http://127.0.0.1:%d/ops/disk-2"}
        """
            .formatted(server.getAddress().getPort()));
    Ran.arm("ingest", rules, "--store", store).ok();

    pages = page(2, "2026-10-20T10:05:00.000Z", "Delete old logs");
    Ran second = ingest(store).ok();
    assertThat(second.out()).contains("0 added, 1 updated, 1 unchanged, 0 rejected");
    assertThat(second.err()).contains("1 documents of confluence:127.0.0.1").doesNotContain(SECRET);
    assertThat(asked.get(2)).contains("lastmodified >= \"2026/10/19\"");

    Path export = temp.resolve("export.jsonl");
    Ran.arm("export", export, "--store", store).ok();
    assertThat(Files.readAllLines(export))
        .filteredOn(line -> line.contains("DiskFull"))
        .singleElement()
        .asString()
        .as("the alert points to the page of an earlier run")
        .contains("\"type\":\"runbook\",\"target\":");
  }

  @Test
  void theSameSpaceIsReadWholeIntoAnotherStore() {
    pages = page(2, "2026-10-20T10:00:00.000Z", "Delete logs");
    ingest("lucene:" + temp.resolve("one")).ok();

    assertThat(ingest("lucene:" + temp.resolve("two")).ok().out()).contains("1 added");
    assertThat(asked.get(2)).doesNotContain("lastmodified >=");
  }

  @ParameterizedTest
  @CsvSource({
    "confluence, ORIGIN must be confluence:SPACE",
    "jira:, ORIGIN must be confluence:SPACE",
    "servicenow:x, ORIGIN must be confluence:SPACE",
    "wiki:OPS, ORIGIN must be confluence:SPACE",
    "alertmanager --query x, --query is for jira and servicenow",
    "servicenow --data-center, --data-center is for jira and confluence",
    "jira:OPS --user ann, --user needs --token-env or --token-file",
    "jira:OPS --url http://jira.example, base must be https unless",
  })
  void whatMakesNoOriginIsRefusedBeforeAStoreIsMade(String words, String says) {
    List<Object> command = new ArrayList<>(List.of("ingest-from"));
    command.addAll(List.of(words.split(" ")));
    if (!words.contains("--url")) {
      command.addAll(List.of("--url", "https://x.example"));
    }
    command.addAll(List.of("--store", "lucene:" + temp.resolve("none")));

    Ran.arm(command.toArray()).refused(2, says);
    assertThat(temp.resolve("none")).doesNotExist();
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    Ran.arm(
            "ingest-from",
            "jira:OPS",
            "--url",
            "https://x.example",
            "--token-env",
            "ARM_NO_SUCH_TOKEN",
            "--store",
            "memory:")
        .refused(3, "the environment variable ARM_NO_SUCH_TOKEN must hold the token");
  }
}
