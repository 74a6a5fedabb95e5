package io.runbookmemory.examples.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import io.runbookmemory.examples.daemon.IdentityProvider;
import io.runbookmemory.examples.daemon.access.Identities;
import io.runbookmemory.examples.daemon.config.AccessPart;
import io.runbookmemory.examples.daemon.config.Listen;
import io.runbookmemory.examples.daemon.config.Secret;
import io.runbookmemory.guard.access.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that are open while the identity provider of one of them does not answer. */
@Timeout(60)
class SlowProviderTest {

  /** Shorter than the daemon waits for an answer of the provider, which is three seconds. */
  private static final Duration HELD_UP = Duration.ofMillis(2_500);

  private static final String ANN = "0123456789abcdef-ann";

  private final IdentityProvider provider = new IdentityProvider();
  private final RSAKey key = provider.publish(provider.rsa("one"));
  private final List<Socket> sockets = new ArrayList<>();
  private volatile Identities identities = identities();
  private final DoorServer server =
      DoorServer.open(
          Listen.DEFAULT.at(0),
          List.of(new Ticker()),
          () -> identities,
          new Bounds(
              Duration.ofMillis(200), new Connections(), new BodyRoom(1 << 20), new Crowd(40, 40)));

  /** A door that stays open. */
  private record Ticker() implements Door {

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String path() {
      return "/ticks";
    }

    @Override
    public Guard guard() {
      return new Guard.Least(Role.VIEWER);
    }

    @Override
    public Answer answer(Asked asked) {
      return new EventStream(
          sink -> {
            sink.accept(new EventStream.Event(null, "tick", "begun"));
            return () -> {};
          });
    }
  }

  /** Returns those that know no key of the provider yet. */
  private Identities identities() {
    AccessPart.Granted granted = new AccessPart.Granted(Map.of(Role.VIEWER, Set.of("dev")), null);
    AccessPart.Oidc oidc =
        new AccessPart.Oidc(
            IdentityProvider.ISSUER, "arm", URI.create(provider.keys()), "sub", "groups", granted);
    AccessPart.Token ann = new AccessPart.Token("ann", Role.VIEWER, new Secret(ANN));
    return Identities.of(
        new AccessPart(List.of(ann), oidc, null, AccessPart.NONE.rate()), Listen.DEFAULT);
  }

  @AfterEach
  void close() throws IOException {
    provider.close();
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private BufferedReader open(String token) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    sockets.add(socket);
    socket.setSoTimeout(30_000);
    String request =
        "GET /ticks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
            + token
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    until(reader, "data: begun");
    return reader;
  }

  private static void until(BufferedReader reader, String beginning) throws IOException {
    String line = reader.readLine();
    while (line != null && !line.startsWith(beginning)) {
      line = reader.readLine();
    }
    assertThat(line).as("the stream ended before " + beginning).isNotNull();
  }

  @Test
  void noStreamIsHeldUpAndWhoIsOutIsFoundOutLater() throws Exception {
    String token = IdentityProvider.signed(key, IdentityProvider.claims("dev").build());
    BufferedReader signed = open(token);
    BufferedReader ann = open(ANN);
    provider.hold();
    int before = provider.fetches();
    identities = identities();
    while (provider.fetches() == before) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    long asked = System.nanoTime();
    // More than may have come already.
    for (int i = 0; i < 6; i++) {
      until(ann, ":");
      // Whether that one may go on cannot be told for now.
      until(signed, ":");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(HELD_UP);

    provider.withdraw();
    provider.letGo();

    assertThat(signed.lines()).as("what comes until the end").noneMatch("data: begun"::equals);
    until(ann, ":");
  }
}
