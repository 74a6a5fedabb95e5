package io.runbookmemory.connectors.http;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static io.runbookmemory.connectors.http.FixtureServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every client does when its server fails. A client's test is one of these. */
@Timeout(120)
public abstract class ClientContract {

  protected FixtureServer server = FixtureServer.start();

  /** Makes one call of the client, the one that {@link #good()} answers. */
  protected abstract void call(Endpoint endpoint);

  /** The answers of that call's requests, as the vendor documents them. */
  protected abstract List<Reply> good();

  /** Whether the call's first request may be sent twice. */
  protected boolean repeatable() {
    return true;
  }

  /** Whether the client reads its answers as JSON. */
  protected boolean readsJson() {
    return true;
  }

  @BeforeEach
  protected final void fresh() {
    server.close();
    server = FixtureServer.start();
  }

  @AfterEach
  final void end() {
    server.close();
  }

  private void givesGood() {
    server.gives(good().toArray(Reply[]::new));
  }

  private void fails(Endpoint endpoint, Class<? extends ArmException> kind, String... says) {
    assertThatThrownBy(() -> call(endpoint))
        .isInstanceOf(kind)
        .satisfies(
            fault ->
                assertThat(fault.getMessage())
                    .contains(says)
                    .contains("127.0.0.1")
                    .doesNotContain(FixtureServer.SECRET));
  }

  @Test
  final void whatTheServerAnswersIsUnderstood() {
    givesGood();

    call(server.endpoint().build());

    assertThat(server.asked()).hasSize(good().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  final void aRefusedCredentialIsSaidAndNotTriedAgain(int status) {
    server.gives(reply(status, "{\"message\":\"no entry for " + FixtureServer.SECRET + "\"}"));

    fails(
        server.endpoint().build(),
        ConfigurationException.class,
        "answered with status " + status,
        "no entry for [REDACTED:credential]");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  final void tooManyRequestsAreTriedAgainAfterAsLongAsTheServerSays() {
    server.gives(reply(429, "{}").with("Retry-After", "1"));
    givesGood();

    long begin = System.nanoTime();
    call(server.endpoint().build());

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(server.asked()).hasSize(good().size() + 1);
  }

  @Test
  final void aPauseLongerThanTheDeadlineIsNotWaitedFor() {
    server.gives(reply(429, "{}").with("Retry-After", "3600"));

    fails(server.endpoint().build(), UnavailableException.class, "within 20 s", "status 429");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  final void aBrokenServerIsUnavailableAndOnlyWhatIsRepeatableIsAskedTwice() {
    server.gives(reply(500, "{\"message\":\"boom\"}"));

    fails(server.endpoint().build(), UnavailableException.class, "status 500", "boom");
    assertThat(server.asked()).hasSize(repeatable() ? 2 : 1);
  }

  @Test
  final void aBodyThatDoesNotEndIsWaitedForNoLongerThanTheDeadline() {
    server.gives(json("{\"data\":[]}").slowly());

    long begin = System.nanoTime();
    fails(
        server.endpoint().patience(Duration.ofMillis(700)).build(),
        UnavailableException.class,
        "must answer within 0.7 s");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  final void aRedirectionToAnInternalAddressIsNotFollowed() {
    server.gives(reply(302, "").with("Location", "http://169.254.169.254/latest/meta-data?x=1"));

    fails(
        server.endpoint().build(),
        ConfigurationException.class,
        "redirects (302) to http://169.254.169.254/latest/meta-data",
        "no request goes there");
  }

  @Test
  final void aTooLongBodyIsAnErrorThatNamesTheLimit() {
    server.gives(json("[\"" + "x".repeat(10 << 20) + "\"]"));

    fails(
        server.endpoint().maxBytes(1 << 20).build(),
        ConfigurationException.class,
        "more than the limit of 1048576 bytes");
  }

  @Test
  final void whatIsNoJsonIsSaid() {
    Deque<String> bodies =
        new ArrayDeque<>(
            List.of("{\"data\":{\"result\":[{\"a", "<html><form>log in</form></html>"));
    Deque<String> says =
        new ArrayDeque<>(List.of("cut short", "an HTML page, such as a login form"));
    while (readsJson() && !bodies.isEmpty()) {
      fresh();
      String body = bodies.pop();
      server.gives(
          json(body).with("Content-Type", body.startsWith("<") ? "text/html" : "application/json"));
      fails(server.endpoint().build(), ConfigurationException.class, says.pop());
    }
  }

  @Test
  final void onlyATrustedCertificateIsTalkedTo() {
    server.close();
    server = FixtureServer.start(Certificate.GOOD.serving());
    givesGood();
    call(server.endpoint().tls(Certificate.GOOD.trusting()).build());
    fails(
        server.endpoint().build(), ConfigurationException.class, "certificate that is not trusted");

    server.close();
    server = FixtureServer.start(Certificate.EXPIRED.serving());
    givesGood();
    fails(
        server.endpoint().tls(Certificate.EXPIRED.trusting()).build(),
        ConfigurationException.class,
        "certificate that is not trusted");
    assertThat(server.asked()).isEmpty();
  }
}
