package io.runbookmemory.examples.daemon.http;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.daemon.config.Listen;
import io.runbookmemory.examples.daemon.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the door of a request and what hinders it to go through. No page in a browser can post
 * here: what has an origin is refused, and a body must be JSON and say so.
 */
final class Doors extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(Doors.class);
  private static final String BEARER = "Bearer ";

  private final List<Door> doors;
  private final Listen listen;

  Doors(List<Door> doors, Listen listen) {
    this.doors = List.copyOf(doors);
    this.listen = listen;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Reply reply = reply(request);
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    reply.headers().forEach(response.getHeaders()::put);
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private Reply reply(Request request) {
    String path = Request.getPathInContext(request);
    List<Door> there = doors.stream().filter(door -> door.path().equals(path)).toList();
    if (there.isEmpty()) {
      return Reply.problem(404, "Not found", "there is no such door; see docs/operating.md");
    }
    Optional<Door> door =
        there.stream().filter(one -> one.method().equals(request.getMethod())).findFirst();
    if (door.isEmpty()) {
      String methods = String.join(", ", there.stream().map(Door::method).toList());
      return Reply.problem(405, "Method not allowed", "this door takes " + methods)
          .with("Allow", methods);
    }
    return refusal(door.get(), request).orElseGet(() -> through(door.get(), request));
  }

  private Optional<Reply> refusal(Door door, Request request) {
    if (door.local() && !isLocal(request)) {
      return Optional.of(
          Reply.problem(403, "Forbidden", "this door is for the machine that the daemon runs on"));
    }
    if (door.method().equals("GET")) {
      return Optional.empty();
    }
    Secret token = listen.token();
    if (token != null && !isBrought(token, request)) {
      return Optional.of(
          Reply.problem(
                  401, "Unauthorized", "bring the token of listen.token as Authorization: Bearer …")
              .with("WWW-Authenticate", "Bearer"));
    }
    if (request.getHeaders().contains(HttpHeader.ORIGIN)) {
      return Optional.of(Reply.problem(403, "Forbidden", "this door is for no browser"));
    }
    String type =
        Objects.requireNonNullElse(
            request.getHeaders().get(HttpHeader.CONTENT_TYPE),
            door.local() ? "application/json" : "");
    return type.toLowerCase(Locale.ROOT).matches("application/json(\\s*;.*)?")
        ? Optional.empty()
        : Optional.of(
            Reply.problem(
                415, "Unsupported media type", "the body must be sent as application/json"));
  }

  private static boolean isLocal(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress address
        && Optional.ofNullable(address.getAddress())
            .filter(InetAddress::isLoopbackAddress)
            .isPresent();
  }

  private static boolean isBrought(Secret token, Request request) {
    String given = String.valueOf(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    return given.startsWith(BEARER)
        && MessageDigest.isEqual(
            given.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8),
            token.value().getBytes(StandardCharsets.UTF_8));
  }

  private Reply through(Door door, Request request) {
    try {
      byte[] body;
      if (request.getLength() > listen.maxBody()) {
        return tooLarge();
      }
      try (InputStream stream = Content.Source.asInputStream(request)) {
        body = stream.readNBytes(listen.maxBody() + 1);
      }
      return body.length > listen.maxBody() ? tooLarge() : door.answer(new Asked(body));
    } catch (InvalidInputException e) {
      return Reply.problem(400, "Bad request", String.valueOf(e.getMessage()), e.subject());
    } catch (UnavailableException | ConfigurationException e) {
      LOG.warn("{} cannot answer now", door.path(), e);
      return Reply.problem(503, "Unavailable", String.valueOf(e.getMessage()))
          .with("Retry-After", "5");
    } catch (IOException e) {
      return Reply.problem(400, "Bad request", "the body could not be read to its end");
    } catch (RuntimeException e) {
      LOG.error("{} failed", door.path(), e);
      return Reply.problem(500, "Failure", "the daemon's log says more");
    }
  }

  private Reply tooLarge() {
    return Reply.problem(
        413,
        "Too large",
        "a body must have at most " + listen.maxBody() + " bytes; see listen.maxBody");
  }
}
