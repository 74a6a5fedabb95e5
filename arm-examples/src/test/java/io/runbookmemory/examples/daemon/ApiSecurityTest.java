package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.examples.daemon.ApiClient.Described;
import io.runbookmemory.examples.view.Output;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every operation of the API's document refuses, whatever it is for. */
@Timeout(120)
class ApiSecurityTest {

  private static final String SOME_ID = "00000000-0000-7000-8000-000000000001";
  private static final String VIEWER = "viewer-0123456789abcdef";
  private static final String ADMIN = "admin-0123456789abcdef";
  private static final int LARGEST = 20_000;

  private static final String CONFIG =
      """
      store: "memory:"
      listen: {maxBody: 20000, origins: ["https://grafana.example"]}
      access:
        tokens:
          - {name: board, role: viewer, token: viewer-0123456789abcdef}
          - {name: lead, role: admin, token: admin-0123456789abcdef}
        rate: {perMinute: 1000000, burst: 100000}
      """;

  @TempDir static Path temp;

  private static RunningDaemon daemon;
  private static List<Described> operations;

  @BeforeAll
  static void start() {
    daemon = RunningDaemon.start(temp, CONFIG);
    HttpResponse<String> document =
        daemon.send(
            daemon
                .request(ApiClient.ROOT + "/openapi.json")
                .header("Authorization", "Bearer " + VIEWER));
    operations = ApiClient.operations(Output.parse(document.body()));
  }

  @AfterAll
  static void stop() {
    daemon.close();
  }

  private static Stream<DynamicTest> each(Consumer<Described> check) {
    assertThat(operations).hasSizeGreaterThan(30);
    return operations.stream().map(one -> dynamicTest(one.toString(), () -> check.accept(one)));
  }

  private static HttpRequest.Builder request(Described one, String path, String token) {
    HttpRequest.Builder request = daemon.request(path);
    request.method(
        one.method(), one.hasBody() ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
    if (one.hasBody()) {
      request.header("Content-Type", "application/json");
    }
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.Builder asAdmin(Described one) {
    return request(one, one.filled(SOME_ID), ADMIN);
  }

  private static HttpResponse<String> refused(HttpRequest.Builder request, int status) {
    HttpResponse<String> response = daemon.send(request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    return response;
  }

  private static HttpRequest.Builder withBody(Described one, String body) {
    return asAdmin(one).method(one.method(), BodyPublishers.ofString(body));
  }

  @TestFactory
  Stream<DynamicTest> whoBringsNothingOrSomethingWrongIsRefused() {
    return each(
        one -> {
          refused(request(one, one.filled(SOME_ID), ""), 401);
          refused(request(one, one.filled(SOME_ID), "wrong-0123456789abcdef"), 401);
          refused(
              request(one, one.filled(SOME_ID), "").header("Authorization", "Basic bGVhZDp4"), 401);
          refused(asAdmin(one).header("Authorization", "Bearer " + VIEWER), 401);
        });
  }

  @TestFactory
  Stream<DynamicTest> aRoleThatIsTooLowIsRefusedAndOneThatIsHighEnoughIsNot() {
    return each(
        one -> {
          String least = one.node().path("x-role").asText();
          assertThat(least).isIn("viewer", "responder", "admin");
          HttpRequest.Builder viewing = request(one, one.filled(SOME_ID), VIEWER);
          if (least.equals("viewer")) {
            assertThat(daemon.send(viewing).statusCode()).isNotIn(401, 403);
          } else {
            assertThat(refused(viewing, 403).body()).contains(least);
          }
          assertThat(daemon.send(asAdmin(one)).statusCode()).isNotIn(401, 403, 500);
        });
  }

  @TestFactory
  Stream<DynamicTest> aPageOfSomebodyElseIsRefusedAndAListedOneIsNot() {
    return each(
        one -> {
          for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1:1")) {
            refused(asAdmin(one).header("Origin", origin), 403);
          }
          assertThat(
                  daemon
                      .send(asAdmin(one).header("Origin", "https://grafana.example"))
                      .statusCode())
              .isNotEqualTo(403);
        });
  }

  @TestFactory
  Stream<DynamicTest> bodiesThatAreNoneAreRefused() {
    String deep = "{\"a\":".repeat(500) + "1" + "}".repeat(500);
    return each(
        one -> {
          assertThat(answer(one, one.filled(SOME_ID), LARGEST + 1)).startsWith("HTTP/1.1 413");
          if (!one.hasBody()) {
            refused(withBody(one, "{}"), 400);
            return;
          }
          refused(withBody(one, deep), 400);
          refused(withBody(one, "{\"text\":\"a\",\"text\":\"b\"}"), 400);
          refused(withBody(one, "{\"nobody\":\"knows this\"}"), 400);
          refused(withBody(one, "{} {}"), 400);
          refused(withBody(one, "[]"), 400);
          for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "")) {
            HttpRequest.Builder other =
                daemon
                    .request(one.filled(SOME_ID))
                    .header("Authorization", "Bearer " + ADMIN)
                    .method(one.method(), BodyPublishers.ofString("{}"));
            refused(type.isEmpty() ? other : other.header("Content-Type", type), 415);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> noVariableLeadsElsewhere() {
    List<String> tries =
        List.of(
            "..",
            ".",
            "%2e%2e",
            "..%2f..%2fetc%2fpasswd",
            "%2e%2e%2fapi",
            "..%5c..",
            "a%00b",
            "a%0d%0aX-Bad:%20yes",
            "%ff",
            "%c0%ae%c0%ae",
            // Decoded once and no more: this is a name with percent signs in it.
            "%252e%252e%252f",
            "a;b=c");
    return each(
        one -> {
          for (String bad : one.parameters("path").isEmpty() ? List.<String>of() : tries) {
            assertThat(answer(one, one.filled(bad), 0))
                .as(bad)
                .containsPattern("^HTTP/1.1 40[04]")
                .doesNotContain("\nX-Bad");
          }
        });
  }

  /** A request to the letter: no client makes its path plain, and no connection is used twice. */
  private static String answer(Described one, String path, int length) {
    return daemon.raw(
        one.method()
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
            + ADMIN
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + length
            + "\r\n\r\n");
  }

  private static HttpResponse<String> raw(Described one, String path) {
    return daemon.send(request(one, path, ADMIN));
  }

  @TestFactory
  Stream<DynamicTest> parametersAreCheckedAndAddNoHeader() {
    return each(
        one -> {
          List<String> names = new ArrayList<>(List.of("unknown"));
          one.parameters("query").forEach(parameter -> names.add(parameter.path("name").asText()));
          for (String name : names) {
            String query = "?" + name + "=a%0d%0aX-Bad:%20yes";
            HttpResponse<String> response = raw(one, one.filled(SOME_ID) + query);
            assertThat(response.statusCode()).as(query).isEqualTo(400);
            assertThat(response.headers().map()).doesNotContainKeys("x-bad", "X-Bad");
            assertThat(raw(one, one.filled(SOME_ID) + "?" + name + "=1&" + name + "=2"))
                .satisfies(twice -> assertThat(twice.statusCode()).isEqualTo(400));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> everyAnswerIsNotStoredAndNotFramed() {
    return each(
        one -> {
          var headers = daemon.send(asAdmin(one)).headers();
          assertThat(headers.firstValue("Cache-Control")).contains("no-store");
          assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
          assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
              .contains("default-src 'none'", "frame-ancestors 'self' https://grafana.example");
          assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
        });
  }

  @Test
  void headersWithControlCharactersOrTooLongOnesAreRefused() {
    String head =
        "GET /api/v1/incidents HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Authorization: Bearer "
            + ADMIN
            + "\r\n";
    assertThat(daemon.raw(head + "\r\n")).startsWith("HTTP/1.1 200");
    assertThat(daemon.raw(head + "X-A: a\0b\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(daemon.raw(head + "X-A: " + "a".repeat(10_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431")
        .contains("application/problem+json");
    assertThat(daemon.raw(head.replace("Host: localhost", "Host: evil.example") + "\r\n"))
        .startsWith("HTTP/1.1 421");
    assertThat(daemon.raw(head.replace("Host: localhost", "Host: grafana.example") + "\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void theDocumentIsOpenApiAndHasEveryParameterOfItsPaths() {
    HttpResponse<String> response =
        daemon.send(
            daemon
                .request(ApiClient.ROOT + "/openapi.json")
                .header("Authorization", "Bearer " + VIEWER));
    JsonNode document = Output.parse(response.body());
    assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
    assertThat(document.path("info").fieldNames()).toIterable().contains("title", "version");
    List<String> ids = new ArrayList<>();
    for (Described one : operations) {
      ids.add(one.node().path("operationId").asText());
      assertThat(one.method()).isEqualTo(one.method().toUpperCase(Locale.ROOT));
      List<String> inPath =
          one.parameters("path").stream().map(p -> "{" + p.path("name").asText() + "}").toList();
      assertThat(inPath)
          .containsExactlyElementsOf(
              Stream.of(one.path().split("/")).filter(s -> s.startsWith("{")).toList());
      one.parameters("path").forEach(p -> assertThat(p.path("required").asBoolean()).isTrue());
    }
    assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
    document
        .findValuesAsText("$ref")
        .forEach(
            reference ->
                assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }
}
