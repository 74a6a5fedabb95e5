package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in to the API, as what, and how often. */
@Timeout(120)
class AccessTest {

  private static final String STORE = "store: \"memory:\"\n";
  private static final String LOOK = "/api/v1/incidents";

  @TempDir Path temp;

  private static int status(RunningDaemon daemon, String... headers) {
    HttpRequest.Builder request = daemon.request(LOOK);
    return daemon.send(headers.length == 0 ? request : request.headers(headers)).statusCode();
  }

  private static int bearing(RunningDaemon daemon, String token) {
    return status(daemon, "Authorization", "Bearer " + token);
  }

  private static int opening(RunningDaemon daemon, String token) {
    return daemon
        .post(
            LOOK,
            "{\"title\":\"It broke\"}",
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + token)
        .statusCode();
  }

  @Test
  void thisMachineAloneIsLetInWhereNothingIsConfigured() {
    try (RunningDaemon daemon = RunningDaemon.start(temp, STORE)) {
      assertThat(status(daemon)).isEqualTo(200);
      assertThat(status(daemon, "X-Forwarded-For", "192.0.2.7")).isEqualTo(401);
      assertThat(status(daemon, "Forwarded", "for=192.0.2.7")).isEqualTo(401);
      assertThat(bearing(daemon, "anything-at-all")).isEqualTo(401);
      String own = "http://localhost:" + daemon.port();
      assertThat(status(daemon, "Origin", own)).isEqualTo(200);
      String request = "GET " + LOOK + " HTTP/1.1\r\nConnection: close\r\nHost: ";
      assertThat(daemon.raw(request + "evil.example\r\n\r\n")).startsWith("HTTP/1.1 421");
      assertThat(daemon.raw(request + "127.0.0.1.evil.example\r\n\r\n")).startsWith("HTTP/1.1 421");
    }
  }

  @Test
  void otherListenersAreClosedToTheApiWhereNothingIsConfigured() {
    try (RunningDaemon daemon = RunningDaemon.start(temp, STORE + "listen: {host: 0.0.0.0}\n")) {
      assertThat(status(daemon)).isEqualTo(200);
      String request = "GET " + LOOK + " HTTP/1.1\r\nConnection: close\r\nHost: ";
      assertThat(daemon.raw(request + "evil.example\r\n\r\n")).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void theTokenOfBeforeIsAResponder() {
    String yaml = STORE + "listen: {token: secret-word}\n";
    try (RunningDaemon daemon = RunningDaemon.start(temp, yaml)) {
      assertThat(status(daemon)).isEqualTo(401);
      assertThat(bearing(daemon, "secret-word")).isEqualTo(200);
      assertThat(opening(daemon, "secret-word")).isEqualTo(200);
    }
  }

  @Test
  void besideAccessTheTokenOfBeforeOpensWebhooksAlone() {
    String yaml =
        STORE
            + "listen: {token: secret-word}\n"
            + "access: {tokens: [{name: ann, role: responder, token: ann-0123456789abcdef}]}\n";
    try (RunningDaemon daemon = RunningDaemon.start(temp, yaml)) {
      assertThat(bearing(daemon, "secret-word")).isEqualTo(401);
      assertThat(opening(daemon, "ann-0123456789abcdef")).isEqualTo(200);
      String alerts = AlertPost.of(AlertPost.firing("A", "a", "info"));
      for (String token : new String[] {"secret-word", "ann-0123456789abcdef"}) {
        assertThat(
                daemon
                    .post(
                        "/webhooks/alertmanager",
                        alerts,
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer " + token)
                    .statusCode())
            .isEqualTo(200);
      }
      assertThat(daemon.alerts(AlertPost.firing("A", "a", "info")).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void whoAsksTooOftenWaitsAndOthersDoNot() {
    String yaml =
        STORE
            + "access:\n  rate: {perMinute: 1, burst: 3}\n  tokens:\n"
            + "  - {name: ann, role: viewer, token: ann-0123456789abcdef}\n"
            + "  - {name: bob, role: viewer, token: bob-0123456789abcdef}\n";
    try (RunningDaemon daemon = RunningDaemon.start(temp, yaml)) {
      for (int i = 0; i < 3; i++) {
        assertThat(bearing(daemon, "ann-0123456789abcdef")).isEqualTo(200);
      }
      HttpResponse<String> last =
          daemon.send(daemon.request(LOOK).header("Authorization", "Bearer ann-0123456789abcdef"));
      assertThat(last.statusCode()).isEqualTo(429);
      assertThat(last.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 61L);
      assertThat(bearing(daemon, "bob-0123456789abcdef")).isEqualTo(200);
    }
  }

  @Test
  void aTokenThatIsTakenOutIsRefusedAfterAReload() {
    String yaml = STORE + "access: {tokens: [{name: %1$s, role: viewer, token: %1$s-9876543210}]}";
    try (RunningDaemon daemon = RunningDaemon.start(temp, yaml.formatted("annabel"))) {
      assertThat(bearing(daemon, "annabel-9876543210")).isEqualTo(200);
      RunningDaemon.write(temp, yaml.formatted("roberta"));
      assertThat(daemon.post("/-/reload", "").statusCode()).isEqualTo(200);
      assertThat(bearing(daemon, "annabel-9876543210")).isEqualTo(401);
      assertThat(bearing(daemon, "roberta-9876543210")).isEqualTo(200);
    }
  }

  @Test
  void aReloadDoesNotOpenTheWebhooksToTheNetwork() {
    String known = "access: {tokens: [{name: ann, role: viewer, token: annabel-9876543210}]}";
    String open = STORE + "listen: {host: 0.0.0.0}\n";
    try (RunningDaemon daemon = RunningDaemon.start(temp, open + known)) {
      // The token is one of listen, which stays as it is until a restart.
      RunningDaemon.write(temp, STORE + "listen: {host: 0.0.0.0, token: roberta-9876543210}\n");
      HttpResponse<String> refused = daemon.post("/-/reload", "");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("must stay until a restart");
      assertThat(bearing(daemon, "annabel-9876543210")).isEqualTo(200);
    }
  }

  @Test
  void aProxyIsBelievedOfListedPeersAlone() {
    String yaml =
        STORE
            + "access:\n  proxy:\n    peers: [%s]\n    header: X-Forwarded-User\n"
            + "    groups: X-Forwarded-Groups\n    roles: {responder: [sre], viewer: [dev]}\n";
    try (RunningDaemon daemon = RunningDaemon.start(temp, yaml.formatted("127.0.0.0/8, \"::1\""))) {
      assertThat(status(daemon)).isEqualTo(401);
      assertThat(status(daemon, "X-Forwarded-User", "ann")).isEqualTo(403);
      assertThat(status(daemon, "X-Forwarded-User", "ann", "X-Forwarded-Groups", "a, dev"))
          .isEqualTo(200);
      assertThat(status(daemon, "X-Forwarded-User", "ann", "X-Forwarded-User", "bob"))
          .isEqualTo(401);
      assertThat(
              daemon
                  .post(
                      LOOK,
                      "{\"title\":\"It broke\"}",
                      "Content-Type",
                      "application/json",
                      "X-Forwarded-User",
                      "ann",
                      "X-Forwarded-Groups",
                      "sre")
                  .body())
          .contains("\"by\":\"ann\"");
    }
    try (RunningDaemon daemon = RunningDaemon.start(temp, yaml.formatted("10.0.0.0/8"))) {
      assertThat(status(daemon, "X-Forwarded-User", "ann", "X-Forwarded-Groups", "sre"))
          .isEqualTo(401);
    }
  }

  private static String oidc(IdentityProvider provider) {
    return STORE
        + "access:\n  oidc:\n    issuer: "
        + IdentityProvider.ISSUER
        + "\n    audience: arm\n    jwks: "
        + provider.keys()
        + "\n    roles: {responder: [sre], viewer: [dev]}\n";
  }

  @Test
  void tokensOfTheIdentityProviderAreBelievedWhileTheyAreGood() {
    try (IdentityProvider provider = new IdentityProvider()) {
      RSAKey rsa = provider.publish(provider.rsa("one"));
      ECKey ec = provider.publish(provider.ec("two"));
      try (RunningDaemon daemon = RunningDaemon.start(temp, oidc(provider))) {
        var dev = IdentityProvider.claims("dev").build();
        assertThat(bearing(daemon, IdentityProvider.signed(rsa, dev))).isEqualTo(200);
        assertThat(bearing(daemon, IdentityProvider.signed(ec, dev))).isEqualTo(200);
        assertThat(opening(daemon, IdentityProvider.signed(rsa, dev))).isEqualTo(403);
        var sre = IdentityProvider.claims("dev", "sre").build();
        assertThat(opening(daemon, IdentityProvider.signed(ec, sre))).isEqualTo(200);
        var stranger = IdentityProvider.claims("sales").build();
        assertThat(bearing(daemon, IdentityProvider.signed(rsa, stranger))).isEqualTo(403);
        forged(provider, rsa)
            .forEach((how, token) -> assertThat(bearing(daemon, token)).as(how).isEqualTo(401));
      }
    }
  }

  private static Map<String, String> forged(IdentityProvider provider, RSAKey key) {
    Instant now = Instant.now();
    var sre = IdentityProvider.claims("sre");
    Map<String, String> forged = new LinkedHashMap<>();
    forged.put("unsigned", IdentityProvider.unsigned(sre.build()));
    forged.put("confused", IdentityProvider.confused(key, sre.build()));
    forged.put("another's key", IdentityProvider.signed(provider.rsa("one"), sre.build()));
    forged.put("unknown key", IdentityProvider.signed(provider.rsa("nine"), sre.build()));
    String good = IdentityProvider.signed(key, sre.build());
    forged.put("cut", good.substring(0, good.lastIndexOf('.') + 1));
    String other = IdentityProvider.signed(key, IdentityProvider.claims("dev").build());
    forged.put(
        "another body",
        good.split("\\.", -1)[0]
            + "."
            + other.split("\\.", -1)[1]
            + "."
            + good.split("\\.", -1)[2]);
    forged.put("no dots at all", "...");
    var claims = IdentityProvider.claims("sre");
    forged.put("issuer", IdentityProvider.signed(key, claims.issuer("https://evil").build()));
    claims = IdentityProvider.claims("sre").audience("other");
    forged.put("audience", IdentityProvider.signed(key, claims.build()));
    claims = IdentityProvider.claims("sre").expirationTime(Date.from(now.minusSeconds(120)));
    forged.put("expired", IdentityProvider.signed(key, claims.build()));
    claims = IdentityProvider.claims("sre").expirationTime(null);
    forged.put("endless", IdentityProvider.signed(key, claims.build()));
    claims = IdentityProvider.claims("sre").notBeforeTime(Date.from(now.plusSeconds(300)));
    forged.put("not yet", IdentityProvider.signed(key, claims.build()));
    claims = IdentityProvider.claims("sre").subject(null);
    forged.put("nobody", IdentityProvider.signed(key, claims.build()));
    return forged;
  }

  @Test
  void aNewKeyIsFetchedAndUnknownOnesFetchNoMoreThanTwice() {
    try (IdentityProvider provider = new IdentityProvider()) {
      RSAKey first = provider.publish(provider.rsa("one"));
      var dev = IdentityProvider.claims("dev").build();
      try (RunningDaemon daemon = RunningDaemon.start(temp, oidc(provider))) {
        assertThat(provider.fetches()).isZero();
        assertThat(bearing(daemon, IdentityProvider.signed(first, dev))).isEqualTo(200);
        RSAKey second = provider.publish(provider.rsa("two"));
        assertThat(bearing(daemon, IdentityProvider.signed(second, dev))).isEqualTo(200);
        int fetched = provider.fetches();
        RSAKey unknown = provider.rsa("nine");
        for (int i = 0; i < 20; i++) {
          assertThat(bearing(daemon, IdentityProvider.signed(unknown, dev))).isEqualTo(401);
        }
        assertThat(provider.fetches()).isLessThanOrEqualTo(fetched + 1);
        assertThat(bearing(daemon, IdentityProvider.signed(first, dev))).isEqualTo(200);
      }
    }
  }

  @Test
  void whileTheIdentityProviderIsAwayNobodyIsLetIn() {
    IdentityProvider provider = new IdentityProvider();
    String yaml = oidc(provider);
    String token =
        IdentityProvider.signed(provider.rsa("one"), IdentityProvider.claims("dev").build());
    provider.close();
    try (RunningDaemon daemon = RunningDaemon.start(temp, yaml)) {
      // More often than the keys are asked for: nobody is told that a good token is none.
      for (int i = 0; i < 5; i++) {
        assertThat(bearing(daemon, token)).as("request " + i).isEqualTo(503);
      }
    }
  }
}
