package io.runbookmemory.connectors.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.store.artifact.ArtifactStore;
import io.runbookmemory.store.artifact.BucketArtifactStore;
import io.runbookmemory.testkit.artifact.ArtifactStoreContract;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class S3BucketTest implements ArtifactStoreContract {

  private final S3Server server = new S3Server();

  @AfterEach
  void end() {
    server.close();
  }

  private S3Bucket bucket(String secret) {
    return new S3Bucket(
        Endpoint.builder(server.address())
            .credentials(Credentials.elsewhere("the secret access key", () -> secret))
            .patience(Duration.ofSeconds(20))
            .tries(2)
            .build(),
        S3Server.REGION,
        S3Server.ACCESS_KEY,
        () -> "session",
        InstantSource.system());
  }

  @Override
  public ArtifactStore artifacts(long maxBytes) {
    return new BucketArtifactStore(bucket(S3Server.SECRET), "arm/", maxBytes);
  }

  @Test
  void anArtifactIsOneObjectBelowPrefixAndDigitsAndIsSentOnce() {
    artifacts(3).put("abc".getBytes(UTF_8));
    artifacts(3).put("abc".getBytes(UTF_8));

    assertThat(server.objects()).containsOnlyKeys("/artifacts/arm/ba/" + ABC.sha256());
    assertThat(server.puts()).isEqualTo(1);
  }

  @Test
  void bytesThatAreNotThoseOfTheNameAreNotHandedOut() {
    bucket(S3Server.SECRET).put("arm/ba/" + ABC.sha256(), "abd".getBytes(UTF_8));

    assertThatExceptionOfType(CorruptStoreException.class)
        .isThrownBy(() -> artifacts(3).get(ABC))
        .withMessageContaining("/artifacts/arm/ba/");
  }

  @Test
  void aServerThatIsBusyIsAskedAgainAndOneThatStaysSoIsNamed() {
    server.failNext(1);
    assertThat(artifacts(3).put("abc".getBytes(UTF_8))).isEqualTo(ABC);

    server.failNext(2);
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> artifacts(3).get(ABC))
        .withMessageContaining("status 503");
  }

  @Test
  void aWrongSecretIsRefusedAndNotTold() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> bucket("wr0ng-s3cr3t").put("a", new byte[1]))
        .withMessageContaining("the secret access key")
        .withMessageContaining("SignatureDoesNotMatch")
        .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain("wr0ng-s3cr3t"));
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> bucket(" ").exists("a"))
        .withMessageContaining("needs the secret access key of " + S3Server.ACCESS_KEY);
  }

  @Test
  void aKeyLeadsNowhereElse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bucket(S3Server.SECRET).get("../other/key"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bucket(S3Server.SECRET).get("https://other.example/key"));
  }
}
