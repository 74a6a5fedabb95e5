package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pane's files as they are served, and the events that keep it up to date. */
@Timeout(120)
class PaneTest {

  private static final Path RESOURCES =
      Path.of("src/main/resources/io/runbookmemory/examples/daemon/pane");
  private static final Pattern LED_TO =
      Pattern.compile("(?:src|href)=\"(/[^\"#]*)\"|from \"\\./([^\"]+)\"");

  @TempDir static Path temp;

  private static RunningDaemon daemon;

  @BeforeAll
  static void start() {
    daemon =
        RunningDaemon.start(
            temp,
            """
            store: "memory:"
            listen: {origins: ["https://grafana.example"]}
            access:
              tokens:
                - {name: board, role: viewer, token: viewer-0123456789abcdef}
                - {name: sre, role: responder, token: responder-0123456789abc}
            """);
  }

  @AfterAll
  static void stop() {
    daemon.close();
  }

  private static List<Path> resources() throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES)) {
      return files.toList();
    }
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> "text/html; charset=utf-8";
    };
  }

  private static String path(Path file) {
    String name = file.getFileName().toString();
    return name.equals("index.html") ? "/" : "/pane/" + name;
  }

  @Test
  void everyFileIsServedAsItIsToWhoeverAsks() throws IOException {
    assertThat(resources()).hasSizeGreaterThan(10);
    for (Path file : resources()) {
      HttpResponse<String> response = daemon.get(path(file));
      assertThat(response.statusCode()).as(path(file)).isEqualTo(200);
      assertThat(response.body()).isEqualTo(Files.readString(file));
      assertThat(response.headers().firstValue("Content-Type")).contains(type(path(file)));
      assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'; script-src 'self'", "require-trusted-types-for 'script'")
          .endsWith("frame-ancestors 'self' https://grafana.example")
          .doesNotContain("unsafe", "*");
    }
  }

  @Test
  void aFileThatABrowserHasIsNotSentAgain() throws IOException {
    for (Path file : resources()) {
      String tag = daemon.get(path(file)).headers().firstValue("ETag").orElseThrow();
      assertThat(tag).matches("\"[0-9a-f]{32}\"");
      HttpResponse<String> again =
          daemon.send(daemon.request(path(file)).header("If-None-Match", tag));
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers().firstValue("ETag")).contains(tag);
      assertThat(
              daemon.send(daemon.request(path(file)).header("If-None-Match", "\"x\"")).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void whatTheFilesLeadToIsThereAndNothingOfItIsElsewhere() throws IOException {
    Set<String> ledTo = new TreeSet<>();
    for (Path file : resources()) {
      String text = Files.readString(file);
      LED_TO
          .matcher(text)
          .results()
          .forEach(one -> ledTo.add(one.group(1) == null ? "/pane/" + one.group(2) : one.group(1)));
      String own = text.replace("http://www.w3.org/2000/svg", "");
      assertThat(own).as(file.toString()).doesNotContainPattern("https?://[a-z0-9]");
      assertThat(own)
          .doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|document\\.wri");
      assertThat(own).doesNotContainPattern("\\beval\\(|new Function|style=\"|@import|url\\(");
      assertThat(own).doesNotContainPattern("<script(?![^>]* src=)[^>]*>|<[a-z]+[^>]* on[a-z]+=");
    }
    assertThat(ledTo).hasSizeGreaterThan(10);
    for (String path : ledTo) {
      assertThat(daemon.get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void noPathLeadsToAnotherFile() {
    for (String path :
        List.of(
            "/pane/",
            "/pane",
            "/pane/..",
            "/pane/../pane/main.js",
            "/pane/%2e%2e/main.js",
            "/pane/..%2fmain.js",
            "/pane/..%5cmain.js",
            "/pane/index.html",
            "/pane/Pane.class",
            "/pane/main.js%00",
            "/pane/main.js;a",
            "//pane/main.js",
            "/pane//main.js")) {
      assertThat(daemon.raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
          .as(path)
          .containsPattern("^HTTP/1.1 40[04] ");
    }
  }

  @Test
  void whoMayLookIsToldOfWhatChanges() throws Exception {
    assertThat(daemon.get("/api/v1/events").statusCode()).isEqualTo(401);
    ApiClient api = new ApiClient(daemon, "Authorization", "Bearer responder-0123456789abc");
    HttpRequest follow =
        daemon
            .request("/api/v1/events")
            .header("Authorization", "Bearer viewer-0123456789abcdef")
            .build();
    try (HttpClient client = HttpClient.newHttpClient();
        Stream<String> lines = client.send(follow, BodyHandlers.ofLines()).body()) {
      Iterator<String> told =
          lines.filter(line -> !line.isEmpty() && !line.startsWith(":")).iterator();
      assertThat(told.next()).isEqualTo("retry: 2000");
      assertThat(told.next()).isEqualTo("event: ready");
      assertThat(told.next()).isEqualTo("data: {}");
      String opened =
          api.post("/incidents", Map.of("title", "Down", "symptom", "down")).path("id").asText();
      assertThat(told.next()).isEqualTo("event: incidents");
      assertThat(told.next()).isEqualTo("data: {\"ids\":[\"" + opened + "\"],\"more\":false}");
      api.post("/incidents/" + opened + "/resolution", Map.of("how", "restarted the pods"));
      assertThat(told.next()).isEqualTo("event: incidents");
      assertThat(told.next()).contains(opened);
      client.shutdownNow();
    }
  }
}
