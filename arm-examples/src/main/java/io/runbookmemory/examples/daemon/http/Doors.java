package io.runbookmemory.examples.daemon.http;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.daemon.access.Credentials;
import io.runbookmemory.examples.daemon.access.Identity;
import io.runbookmemory.examples.daemon.config.Listen;
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
import org.eclipse.jetty.io.Connection;
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

  /** What a door takes whose guard is a signature that stands in the body itself. */
  private static final int LONGEST_SIGNED = 256 << 10;

  private static final String NOBODY = "";

  private final List<Place> places;
  private final Listen listen;
  private final Admission admission;
  private final Streams streams;
  private final Connections connections;
  private final Bounds bounds;

  private record Place(PathTemplate path, Door door) {}

  private record Found(Door door, Map<String, String> variables) {}

  /** A request and what it is answered with. */
  private record Exchange(Request request, Response response, Callback callback) {}

  /** Where a request leads, as far as its head tells. */
  private sealed interface Way {

    /** To nowhere. */
    record Refused(Reply reply) implements Way {}

    /** Through a door, for somebody or, where it does not matter, anybody. */
    record Through(Found found, Map<String, String> query, @Nullable Identity identity)
        implements Way {}
  }

  Doors(List<Door> doors, Listen listen, Admission admission, Streams streams, Bounds bounds) {
    this.places =
        doors.stream()
            .map(door -> new Place(PathTemplate.of(door.path()), door))
            .sorted(Comparator.comparingInt(place -> place.path().variables()))
            .toList();
    this.listen = listen;
    this.admission = admission;
    this.streams = streams;
    this.connections = bounds.connections();
    this.bounds = bounds;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Connection connection = request.getConnectionMetaData().getConnection();
    connections.begun(connection);
    // Before the exchange ends: after it the next one may have begun on the same connection.
    Callback end = Callback.from(() -> connections.over(connection), callback);
    Exchange exchange = new Exchange(request, response, end);
    Visitor visitor = Visitor.of(request);
    switch (way(request, visitor)) {
      case Way.Refused refused -> answer(exchange, refused.reply());
      case Way.Through through -> read(exchange, visitor, through);
    }
    return true;
  }

  private void read(Exchange exchange, Visitor visitor, Way.Through through) {
    boolean signed = through.found().door().guard() instanceof Guard.Signed;
    int most = signed ? Math.min(LONGEST_SIGNED, listen.maxBody()) : listen.maxBody();
    BodyRoom.Share share = bounds.room().share();
    Body.read(
        exchange.request(),
        most,
        share,
        new Body.Reader() {
          @Override
          public void whole(byte[] body) {
            try {
              pass(exchange, visitor, through, body);
            } finally {
              share.close();
            }
          }

          @Override
          public void refused(Reply reply) {
            share.close();
            answer(exchange, reply);
          }
        });
  }

  private void pass(Exchange exchange, Visitor visitor, Way.Through through, byte[] body) {
    switch (answerInTurn(through, exchange.request(), body)) {
      case Reply reply -> answer(exchange, reply);
      case EventStream stream -> {
        Response response = exchange.response();
        response.setStatus(200);
        head(Reply.text("text/event-stream", ""), response);
        // A proxy that gathers a page before it passes it on would show nothing for hours.
        response.getHeaders().put("X-Accel-Buffering", "no");
        Streams.Client client = client(through, visitor);
        if (!streams.begin(stream, client, response, exchange.callback())) {
          Reply full = Reply.problem(503, "Too many streams", "as many are open as may be");
          answer(exchange, full.with("Retry-After", "30"));
        }
      }
    }
  }

  private void answer(Exchange exchange, Reply reply) {
    Callback end = exchange.callback();
    // What was refused before its body came must not have that read as the next request.
    Rest rest = new Rest(exchange.request());
    if (!rest.drop()) {
      exchange.response().getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
      end = rest.before(end);
    }
    send(reply, exchange.response(), end);
  }

  /**
   * A token that was taken out, or that is over, ends what was opened with it. Places are counted
   * by who it is: behind a proxy a whole team comes from one address.
   */
  private Streams.Client client(Way.Through through, Visitor visitor) {
    Credentials credentials = visitor.credentials();
    Identity identity = through.identity();
    return new Streams.Client(
        identity == null ? String.valueOf(credentials.peer()) : "as " + identity.name(),
        () -> admission.isStill(through.found().door(), credentials));
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

  /** Finds out all that can be said before the body comes. */
  private Way way(Request request, Visitor visitor) {
    List<Found> there;
    try {
      there = found(PathTemplate.segments(String.valueOf(request.getHttpURI().getPath())));
    } catch (InvalidInputException e) {
      return refused(e);
    }
    if (there.isEmpty()) {
      return new Way.Refused(
          Reply.problem(404, "Not found", "there is no such door; see docs/operating.md"));
    }
    Optional<Found> found =
        there.stream().filter(one -> one.door().method().equals(request.getMethod())).findFirst();
    if (found.isEmpty()) {
      String methods =
          String.join(", ", there.stream().map(one -> one.door().method()).distinct().toList());
      return new Way.Refused(
          Reply.problem(405, "Method not allowed", "this door takes " + methods)
              .with("Allow", methods));
    }
    Door door = found.get().door();
    return switch (admission.decide(door, visitor)) {
      case Admission.Decision.Refused refused -> new Way.Refused(refused.reply());
      case Admission.Decision.Admitted admitted ->
          door.closed()
              .<Way>map(Way.Refused::new)
              .orElseGet(() -> through(found.get(), request, admitted.identity()));
    };
  }

  private static Way through(Found found, Request request, @Nullable Identity identity) {
    try {
      return new Way.Through(found, query(request), identity);
    } catch (InvalidInputException e) {
      return refused(e);
    }
  }

  private static Way refused(InvalidInputException fault) {
    return new Way.Refused(problem(fault));
  }

  private static Reply problem(InvalidInputException fault) {
    return Reply.problem(400, "Bad request", String.valueOf(fault.getMessage()), fault.subject());
  }

  /** Returns the doors of a path; those with fewer variables first. */
  private List<Found> found(List<String> path) {
    return places.stream()
        .flatMap(
            place ->
                place.path().match(path).map(values -> new Found(place.door(), values)).stream())
        .toList();
  }

  /** What brings news, and what only looks at the daemon itself, waits for nobody. */
  private Answer answerInTurn(Way.Through through, Request request, byte[] body) {
    Guard guard = through.found().door().guard();
    if (!(guard instanceof Guard.Least || guard instanceof Guard.Signed)) {
      return answer(through, request, body);
    }
    Identity identity = through.identity();
    String name = identity == null ? NOBODY : identity.name();
    if (!bounds.crowd().enter(name)) {
      return Reply.problem(503, "Busy", "as many requests as may be are waiting for their answers")
          .with("Retry-After", "2");
    }
    try {
      return answer(through, request, body);
    } finally {
      bounds.crowd().leave(name);
    }
  }

  private static Answer answer(Way.Through through, Request request, byte[] body) {
    Door door = through.found().door();
    try {
      Asked.Head head =
          new Asked.Head(
              through.found().variables(),
              through.query(),
              name -> request.getHeaders().getValuesList(name));
      return door.answer(new Asked(head, through.identity(), body));
    } catch (InvalidInputException e) {
      return problem(e);
    } catch (UnavailableException | ConfigurationException e) {
      LOG.warn("{} cannot answer now: {}", door.path(), e.getMessage());
      LOG.debug("why", e);
      return Reply.problem(503, "Unavailable", String.valueOf(e.getMessage()))
          .with("Retry-After", "5");
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
}
