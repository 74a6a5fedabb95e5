package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A token of an identity provider that is over while a stream is open with it. */
@Timeout(120)
class TokenEndsTest {

  /** A token counts for a minute more, for clocks that differ. */
  private static final int SKEW_SECONDS = 60;

  @TempDir Path temp;

  private RunningDaemon daemon(IdentityProvider provider) {
    return RunningDaemon.start(
        temp,
        """
        store: "memory:"
        access:
          oidc:
            issuer: %s
            audience: arm
            jwks: %s
            roles: {viewer: [dev]}
        """
            .formatted(IdentityProvider.ISSUER, provider.keys()));
  }

  private static String token(RSAKey key, int goodForSeconds) {
    Date end = Date.from(Instant.now().plusSeconds(goodForSeconds - SKEW_SECONDS));
    return IdentityProvider.signed(key, IdentityProvider.claims("dev").expirationTime(end).build());
  }

  private static void until(BufferedReader lines, String beginning) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith(beginning)) {
      line = lines.readLine();
    }
    assertThat(line).as("the stream ended before " + beginning).isNotNull();
  }

  @Test
  void theStreamEndsAndTheNextRequestIsRefused() throws Exception {
    try (IdentityProvider provider = new IdentityProvider();
        RunningDaemon daemon = daemon(provider);
        HttpClient client = HttpClient.newHttpClient()) {
      RSAKey key = provider.publish(provider.rsa("one"));
      String token = token(key, 5);
      HttpRequest follow =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + "/api/v1/events"))
              .header("Authorization", "Bearer " + token)
              .build();
      HttpResponse<InputStream> stream = client.send(follow, BodyHandlers.ofInputStream());
      assertThat(stream.statusCode()).isEqualTo(200);
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
        until(lines, "event: ready");
        assertThat(lines.readLine()).isEqualTo("data: {}");
        // It is looked at with each beat; the end is one in order, and not a lost connection.
        assertThat(lines.lines()).allMatch(line -> line.isBlank() || line.startsWith(":"));
      }
      assertThat(client.send(follow, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aStreamWithATokenThatIsGoodGoesOn() throws Exception {
    try (IdentityProvider provider = new IdentityProvider();
        RunningDaemon daemon = daemon(provider);
        HttpClient client = HttpClient.newHttpClient()) {
      RSAKey key = provider.publish(provider.rsa("one"));
      HttpRequest follow =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + "/api/v1/events"))
              .header("Authorization", "Bearer " + token(key, 600))
              .build();
      HttpResponse<InputStream> stream = client.send(follow, BodyHandlers.ofInputStream());
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
        until(lines, "event: ready");
        until(lines, ":");
      }
    }
  }

  @Test
  void thePaneSaysItAsksForAnotherTokenAndGoesOnWithThat() throws Exception {
    try (IdentityProvider provider = new IdentityProvider();
        RunningDaemon daemon = daemon(provider);
        Browser browser = Browser.start(temp)) {
      RSAKey key = provider.publish(provider.rsa("one"));
      browser.open("http://127.0.0.1:" + daemon.port() + "/");
      browser.await("document.getElementById('login').open");
      browser.type("#token", token(key, 15) + "\n");
      browser.await("document.getElementById('connection').textContent === 'live'");
      browser.awaitText("Incidents: none open");

      browser.await("document.getElementById('connection').textContent === 'signed out'");
      browser.await("document.getElementById('login').open");
      assertThat(browser.text("#login-why")).contains("not valid here, or not any more");
      assertThat(browser.run("return document.getElementById('main').innerText;").asText())
          .contains("none open");
      browser.type("#token", token(key, 600) + "\n");
      browser.await("document.getElementById('connection').textContent === 'live'");
    }
  }
}
