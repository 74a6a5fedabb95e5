package io.runbookmemory.examples.daemon.http;

import io.runbookmemory.examples.daemon.access.Credentials;
import io.runbookmemory.examples.daemon.config.Listen;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** What is seen of who sends a request, before anything is believed. */
record Visitor(Credentials credentials, int port) {

  private static final Set<String> BODILESS = Set.of("GET", "DELETE");

  static Visitor of(Request request) {
    // A stream is looked at again when its request may be gone.
    HttpFields headers = request.getHeaders().asImmutable();
    String host = Objects.requireNonNullElse(Request.getServerName(request), "");
    Credentials credentials =
        new Credentials(
            address(request.getConnectionMetaData().getRemoteSocketAddress()),
            host.toLowerCase(Locale.ROOT),
            headers::getValuesList);
    return new Visitor(
        credentials,
        request.getConnectionMetaData().getLocalSocketAddress() instanceof InetSocketAddress local
            ? local.getPort()
            : 0);
  }

  private static @Nullable InetAddress address(@Nullable SocketAddress socket) {
    return socket instanceof InetSocketAddress inet ? inet.getAddress() : null;
  }

  List<String> origins() {
    return credentials.headers().apply("Origin");
  }

  /** Returns the type of the body, without its parameters; empty if there is none. */
  String type() {
    return credentials
        .header("Content-Type")
        .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  boolean hasBody(Door door) {
    return !BODILESS.contains(door.method());
  }

  /** Returns whether a page of some origin is the daemon's own, or one that may use it. */
  boolean isHere(Listen listen, String origin) {
    String plain = origin.toLowerCase(Locale.ROOT);
    return listen.origins().contains(plain)
        || List.of("127.0.0.1", "localhost", "[::1]", listen.host()).stream()
            .anyMatch(host -> plain.equals("http://" + host + ":" + port));
  }

  /** Returns whether the name that was asked for is one of the daemon's. */
  boolean asksForHere(Listen listen) {
    return credentials.isHostLoopback()
        || listen.origins().stream()
            .map(origin -> URI.create(origin).getHost())
            .anyMatch(credentials.host()::equals);
  }
}
