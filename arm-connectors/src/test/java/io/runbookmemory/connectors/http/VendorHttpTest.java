package io.runbookmemory.connectors.http;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static io.runbookmemory.connectors.http.FixtureServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VendorHttpTest extends ClientContract {

  @Override
  protected void call(Endpoint endpoint) {
    assertThat(new VendorHttp(endpoint).json(Call.get("a")).path("ok").asBoolean()).isTrue();
  }

  @Override
  protected List<Reply> good() {
    return List.of(json("{\"ok\":true}"));
  }

  private VendorHttp http() {
    return new VendorHttp(server.endpoint().build());
  }

  private static Call post() {
    return Call.json("POST", "a", JsonNodeFactory.instance.objectNode());
  }

  @Test
  void aRedirectionWithinTheServerIsFollowed() {
    server.gives(reply(307, "").with("Location", "/elsewhere?x=1"), json("{\"ok\":true}"));

    call(server.endpoint().build());

    assertThat(server.asked())
        .extracting(FixtureServer.Asked::target)
        .containsExactly("/base/a", "/elsewhere?x=1");
  }

  @Test
  void aCircleOfRedirectionsEnds() {
    server.gives(reply(302, "").with("Location", "/base/a"));

    assertThatThrownBy(() -> call(server.endpoint().build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("redirects in a circle");
  }

  @Test
  void aRedirectedWriteIsNotSentAgain() {
    server.gives(reply(307, "").with("Location", "/elsewhere"));

    assertThatThrownBy(() -> http().send(post()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("give its new address");
    assertThat(server.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void aWriteThatMayHaveBeenDoneIsNotSentAgain(int status) {
    server.gives(reply(status, "{}"), json("{}"));

    assertThatThrownBy(() -> http().send(post())).isInstanceOf(UnavailableException.class);
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void aWriteThatWasTurnedAwayIsSentAgain() {
    server.gives(reply(429, "{}").with("Retry-After", "0"), json("{}"));

    http().send(post());

    assertThat(server.asked()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/",
        "//other.example/x",
        "https://127.0.0.1/x",
        "http://u:p@127.0.0.1/"
      })
  void noPathLeadsToAnotherServer(String path) {
    assertThatThrownBy(() -> http().json(Call.get(path)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no request goes there");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void callsWithinADeadlineShareIt() {
    server.gives(json("{}"));
    VendorHttp hurried = http().within(Duration.ofMillis(1));

    assertThatThrownBy(
            () -> {
              Thread.sleep(5);
              hurried.json(Call.get("a"));
            })
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("must answer within 0.001 s");
  }

  @Test
  void aPauseMayBeADateWhichTheServersOwnClockIsFor() {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z"));
    String later = "Sat, 21 Nov 2026 08:00:30 GMT";

    assertThat(RetryAfter.of(headers(Map.of("Retry-After", later)), clock))
        .contains(Duration.ofSeconds(30));
    assertThat(
            RetryAfter.of(
                headers(Map.of("Retry-After", later, "Date", "Sat, 21 Nov 2026 08:00:20 GMT")),
                clock))
        .contains(Duration.ofSeconds(10));
    assertThat(
            RetryAfter.of(headers(Map.of("Retry-After", "Fri, 20 Nov 2026 08:00:00 GMT")), clock))
        .contains(Duration.ZERO);
    assertThat(RetryAfter.of(headers(Map.of("Retry-After", "7")), clock))
        .contains(Duration.ofSeconds(7));
    assertThat(RetryAfter.of(headers(Map.of("Retry-After", "soon")), clock)).isEmpty();
    assertThat(RetryAfter.of(headers(Map.of()), clock)).isEmpty();
  }

  private static HttpHeaders headers(Map<String, String> values) {
    Map<String, List<String>> lists = new TreeMap<>();
    values.forEach((name, value) -> lists.put(name, List.of(value)));
    return HttpHeaders.of(lists, (name, value) -> true);
  }

  @Test
  void aSecretStandsInNoTextAndNoMessage() {
    Credentials basic = Credentials.basic("ann", () -> FixtureServer.SECRET);
    Endpoint endpoint = server.endpoint().credentials(basic).build();
    server.gives(
        reply(400, "{\"message\":\"" + basic.value() + " " + FixtureServer.SECRET + "\"}"));

    assertThat(endpoint.toString()).endsWith("with the password of ann");
    assertThatThrownBy(() -> call(endpoint))
        .hasMessageEndingWith("Basic [REDACTED:credential] [REDACTED:credential]");
    Credentials broken = Credentials.bearer(() -> "two\nlines");
    assertThatThrownBy(() -> call(server.endpoint().credentials(broken).build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("needs a bearer token")
        .hasMessageNotContaining("lines");
  }

  @Test
  void plainHttpIsForLoopbackUnlessItIsAllowed() {
    URI plain = URI.create("http://prometheus.example:9090");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.builder(plain).build())
        .withMessageContaining("base must be https");
    assertThat(Endpoint.builder(plain).allowPlainHttp().build().base())
        .hasToString("http://prometheus.example:9090/");
    for (String bad : List.of("ftp://h/", "http://u:p4ss@h/", "https://h/?x", "h:9090")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Endpoint.builder(URI.create(bad)))
          .withMessageStartingWith("base must")
          .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain("p4ss"));
    }
  }
}
