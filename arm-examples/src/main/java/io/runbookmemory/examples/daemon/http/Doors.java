package io.runbookmemory.examples.daemon.http;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.daemon.access.Credentials;
import io.runbookmemory.examples.daemon.access.Identity;
import io.runbookmemory.examples.daemon.config.Listen;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the door of a request, has it decided who goes through, and sends what the door answers.
 * What has an origin that is not the daemon's is refused, and a body must say what it is: so no
 * page in a browser can post here for somebody who looks at it.
 */
final class Doors extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(Doors.class);
  private static final String POLICY = "Content-Security-Policy";
  private static final String NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'";
  private static final int MOST_PARAMETERS = 50;

  private final List<Place> places;
  private final Listen listen;
  private final Admission admission;
  private final Streams streams;

  private record Place(PathTemplate path, Door door) {}

  private record Found(Door door, Map<String, String> variables) {}

  Doors(List<Door> doors, Listen listen, Admission admission, Streams streams) {
    this.places =
        doors.stream()
            .map(door -> new Place(PathTemplate.of(door.path()), door))
            .sorted(Comparator.comparingInt(place -> place.path().variables()))
            .toList();
    this.listen = listen;
    this.admission = admission;
    this.streams = streams;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Visitor visitor = Visitor.of(request);
    switch (answer(request, visitor)) {
      case Reply reply -> {
        // What was refused before its body came must not have that read as the next request.
        if (!request.consumeAvailable()) {
          response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        }
        send(reply, response, callback);
      }
      case EventStream stream -> {
        response.setStatus(200);
        head(Reply.text("text/event-stream", ""), response);
        // A proxy that gathers a page before it passes it on would show nothing for hours.
        response.getHeaders().put("X-Accel-Buffering", "no");
        if (!streams.begin(stream, client(request, visitor), response, callback)) {
          Reply full = Reply.problem(503, "Too many streams", "as many are open as may be");
          send(full.with("Retry-After", "30"), response, callback);
        }
      }
    }
    return true;
  }

  /** A token that was taken out, or that is over, ends what was opened with it. */
  private Streams.Client client(Request request, Visitor visitor) {
    Credentials credentials = visitor.credentials();
    List<Door> doors =
        found(PathTemplate.segments(String.valueOf(request.getHttpURI().getPath()))).stream()
            .map(Found::door)
            .filter(door -> door.method().equals(request.getMethod()))
            .toList();
    return new Streams.Client(
        String.valueOf(credentials.peer()),
        () -> doors.stream().limit(1).allMatch(door -> admission.isStill(door, credentials)));
  }

  private void send(Reply reply, Response response, Callback callback) {
    response.setStatus(reply.status());
    head(reply, response);
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private void head(Reply reply, Response response) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.getHeaders().put("Referrer-Policy", "no-referrer");
    response.getHeaders().put("Cross-Origin-Resource-Policy", "same-origin");
    reply.headers().forEach(response.getHeaders()::put);
    String frames = String.join(" ", listen.origins());
    String policy = reply.headers().getOrDefault(POLICY, NOTHING);
    response
        .getHeaders()
        .put(POLICY, policy + "; frame-ancestors 'self'" + (frames.isEmpty() ? "" : " " + frames));
  }

  private Answer answer(Request request, Visitor visitor) {
    List<Found> there;
    try {
      there = found(PathTemplate.segments(String.valueOf(request.getHttpURI().getPath())));
    } catch (InvalidInputException e) {
      return Reply.problem(400, "Bad request", String.valueOf(e.getMessage()), e.subject());
    }
    if (there.isEmpty()) {
      return Reply.problem(404, "Not found", "there is no such door; see docs/operating.md");
    }
    Optional<Found> found =
        there.stream().filter(one -> one.door().method().equals(request.getMethod())).findFirst();
    if (found.isEmpty()) {
      String methods =
          String.join(", ", there.stream().map(one -> one.door().method()).distinct().toList());
      return Reply.problem(405, "Method not allowed", "this door takes " + methods)
          .with("Allow", methods);
    }
    return switch (admission.decide(found.get().door(), visitor)) {
      case Admission.Decision.Refused refused -> refused.reply();
      case Admission.Decision.Admitted admitted ->
          through(found.get(), request, admitted.identity());
    };
  }

  /** Returns the doors of a path; those with fewer variables first. */
  private List<Found> found(List<String> path) {
    return places.stream()
        .flatMap(
            place ->
                place.path().match(path).map(values -> new Found(place.door(), values)).stream())
        .toList();
  }

  private Answer through(Found found, Request request, @Nullable Identity identity) {
    Door door = found.door();
    try {
      if (request.getLength() > listen.maxBody()) {
        return tooLarge();
      }
      Map<String, String> query = query(request);
      byte[] body;
      try (InputStream stream = Content.Source.asInputStream(request)) {
        body = stream.readNBytes(listen.maxBody() + 1);
      }
      if (body.length > listen.maxBody()) {
        return tooLarge();
      }
      Asked.Head head =
          new Asked.Head(
              found.variables(), query, name -> request.getHeaders().getValuesList(name));
      return door.answer(new Asked(head, identity, body));
    } catch (InvalidInputException e) {
      return Reply.problem(400, "Bad request", String.valueOf(e.getMessage()), e.subject());
    } catch (UnavailableException | ConfigurationException e) {
      LOG.warn("{} cannot answer now: {}", door.path(), e.getMessage());
      LOG.debug("why", e);
      return Reply.problem(503, "Unavailable", String.valueOf(e.getMessage()))
          .with("Retry-After", "5");
    } catch (IOException e) {
      return Reply.problem(400, "Bad request", "the body could not be read to its end");
    } catch (RuntimeException e) {
      LOG.error("{} failed", door.path(), e);
      return Reply.problem(500, "Failure", "the daemon's log says more");
    }
  }

  /** A parameter that stands there twice would be read in two ways by two programs. */
  private static Map<String, String> query(Request request) {
    Fields fields;
    try {
      fields = Request.extractQueryParameters(request);
    } catch (HttpException.RuntimeException | IllegalArgumentException | IllegalStateException e) {
      throw new InvalidInputException("query", "must be percent-encoded UTF-8");
    }
    if (fields.getSize() > MOST_PARAMETERS) {
      throw new InvalidInputException("query", "must have at most " + MOST_PARAMETERS);
    }
    Map<String, String> query = new HashMap<>();
    for (Fields.Field field : fields) {
      boolean plain =
          (field.getName() + field.getValue()).chars().noneMatch(Character::isISOControl);
      if (field.getValues().size() != 1 || !plain) {
        throw new InvalidInputException(
            plain ? field.getName() : "query",
            "must stand there once, and have no control characters");
      }
      query.put(field.getName(), field.getValue());
    }
    return query;
  }

  private Reply tooLarge() {
    return Reply.problem(
        413,
        "Too large",
        "a body must have at most " + listen.maxBody() + " bytes; see listen.maxBody");
  }
}
