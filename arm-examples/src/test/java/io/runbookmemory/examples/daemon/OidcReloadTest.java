package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a reload leaves of the identity provider's keys. */
@Timeout(120)
class OidcReloadTest {

  private static final String LOOK = "/api/v1/incidents";

  @TempDir Path temp;

  private static String yaml(IdentityProvider provider, String audience, String roles) {
    return """
    store: "memory:"
    access:
      oidc:
        issuer: %s
        audience: %s
        jwks: %s
        roles: {%s}
    """
        .formatted(IdentityProvider.ISSUER, audience, provider.keys(), roles);
  }

  private static String token(RSAKey key) {
    return IdentityProvider.signed(key, IdentityProvider.claims("dev").build());
  }

  private static int bearing(RunningDaemon daemon, String token) {
    return daemon
        .send(daemon.request(LOOK).header("Authorization", "Bearer " + token))
        .statusCode();
  }

  private void reload(RunningDaemon daemon, String yaml) {
    RunningDaemon.write(temp, yaml);
    assertThat(daemon.post("/-/reload", "").statusCode()).isEqualTo(200);
  }

  @Test
  void theKeysThatAreKnownOutliveItThoughTheProviderIsAway() {
    IdentityProvider provider = new IdentityProvider();
    String token = token(provider.publish(provider.rsa("one")));
    try (RunningDaemon daemon = RunningDaemon.start(temp, yaml(provider, "arm", "viewer: [dev]"))) {
      assertThat(bearing(daemon, token)).isEqualTo(200);
      assertThat(provider.fetches()).isOne();
      reload(daemon, yaml(provider, "arm", "viewer: [dev], admin: [sre]"));
      assertThat(bearing(daemon, token)).isEqualTo(200);
      assertThat(provider.fetches()).isOne();
      provider.close();

      reload(daemon, yaml(provider, "arm", "viewer: [dev]"));
      assertThat(bearing(daemon, token)).isEqualTo(200);
      // The keys alone are kept: what else is configured holds from then on.
      reload(daemon, yaml(provider, "arm", "viewer: [sre]"));
      assertThat(bearing(daemon, token)).isEqualTo(403);
      reload(daemon, yaml(provider, "another", "viewer: [dev]"));
      assertThat(bearing(daemon, token)).isEqualTo(401);
    } finally {
      provider.close();
    }
  }

  @Test
  void keysOfAnotherAddressAreNotThose() {
    try (IdentityProvider first = new IdentityProvider();
        IdentityProvider second = new IdentityProvider()) {
      String known = token(first.publish(first.rsa("one")));
      String unknown = token(second.publish(second.rsa("two")));
      try (RunningDaemon daemon = RunningDaemon.start(temp, yaml(first, "arm", "viewer: [dev]"))) {
        assertThat(bearing(daemon, known)).isEqualTo(200);
        assertThat(bearing(daemon, unknown)).isEqualTo(401);
        reload(daemon, yaml(second, "arm", "viewer: [dev]"));
        assertThat(bearing(daemon, known)).isEqualTo(401);
        assertThat(bearing(daemon, unknown)).isEqualTo(200);
      }
    }
  }
}
