package io.runbookmemory.connectors.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.endpoint.RefusedRequestException;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one server, tried again while that may help. Thread-safe.
 *
 * <p>What a moment may mend (a lost connection, status 408, 429, 500, 502, 503 and 504) is tried
 * again if the call is repeatable; one that is not only where nothing was done: no connection came
 * about, or status 429 (RFC 6585). Between tries lies as long as {@code Retry-After} says, else a
 * pause that doubles, at random so that many clients do not collide. All of it within the deadline.
 */
public final class VendorHttp {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final Endpoint endpoint;
  private final Transport transport;
  private final @Nullable Deadline deadline;

  /** Creates the calls of a server. */
  public VendorHttp(Endpoint endpoint) {
    this(endpoint, new Transport(client(endpoint), endpoint), null);
  }

  private VendorHttp(Endpoint endpoint, Transport transport, @Nullable Deadline deadline) {
    this.endpoint = endpoint;
    this.transport = transport;
    this.deadline = deadline;
  }

  private static HttpClient client(Endpoint endpoint) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .connectTimeout(endpoint.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER);
    endpoint.tls().ifPresent(client::sslContext);
    return client.build();
  }

  /** Returns the same calls, all of which end within a time from now. */
  public VendorHttp within(Duration timeout) {
    return new VendorHttp(endpoint, transport, Deadline.in(timeout));
  }

  /** Returns calls that share a deadline: their own, or else the endpoint's patience from now. */
  public VendorHttp timed() {
    return deadline == null ? within(endpoint.patience()) : this;
  }

  /** Returns where the server is. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** Returns an answer of status 2xx. */
  public Answer send(Call call) {
    Answer answer = ask(call);
    if (answer.status() / 100 != 2) {
      throw refused(call, answer);
    }
    return answer;
  }

  /** Returns an answer of status 2xx; empty where the server has no such thing. */
  public Optional<Answer> find(Call call) {
    Answer answer = ask(call);
    if (answer.status() == 404 && !answer.isHtml()) {
      return Optional.empty();
    }
    if (answer.status() / 100 != 2) {
      throw refused(call, answer);
    }
    return Optional.of(answer);
  }

  /** Returns an answer that is JSON. */
  public JsonNode json(Call call) {
    return json(send(call));
  }

  /** Returns an answer that is JSON; empty where the server has no such thing. */
  public Optional<JsonNode> findJson(Call call) {
    return find(call).map(this::json);
  }

  /** Reads an answer's JSON. */
  public JsonNode json(Answer answer) {
    if (answer.isHtml()) {
      throw strange(answer, "an HTML page, such as a login form, in place of JSON");
    }
    try {
      JsonNode node = MAPPER.readTree(answer.body());
      return node == null ? MAPPER.missingNode() : node;
    } catch (JsonProcessingException e) {
      throw strange(
          answer, "what is not JSON, or was cut short: " + quoted(e.getOriginalMessage()));
    } catch (IOException e) {
      throw strange(answer, "what is not JSON: " + quoted(String.valueOf(e.getMessage())));
    }
  }

  /** Reads an answer that is one JSON value a line. */
  public List<JsonNode> jsonLines(Answer answer) {
    if (answer.isHtml()) {
      throw strange(answer, "an HTML page, such as a login form, in place of JSON");
    }
    List<JsonNode> lines = new ArrayList<>();
    try {
      for (String line : answer.text().lines().filter(one -> !one.isBlank()).toList()) {
        lines.add(MAPPER.readTree(line));
      }
    } catch (JsonProcessingException e) {
      throw strange(
          answer, "what is not JSON, or was cut short: " + quoted(e.getOriginalMessage()));
    }
    return lines;
  }

  /** Waits between two looks at something that is not done; not past the deadline, if there is. */
  public void pause(Duration pause, String why) {
    URI base = endpoint.base();
    if (deadline != null && deadline.endsBefore(pause)) {
      throw new UnavailableException(
          base.toString(),
          base + " must answer within " + deadline.text() + ", " + why + ": ask for less");
    }
    sleep(base, pause);
  }

  /** Returns a fault over an answer that is not as the vendor documents it. */
  public ConfigurationException strange(Answer answer, String what) {
    String place = Transport.place(answer.address());
    return new ConfigurationException(place, place + " must answer as documented, gave " + what);
  }

  /** Returns the beginning of a server's words, without a secret. */
  public String quoted(String said) {
    return VendorWords.clean(said, endpoint.credentials());
  }

  private Answer ask(Call call) {
    Deadline until = deadline == null ? Deadline.in(endpoint.patience()) : deadline;
    URI target = transport.target(call);
    Duration pause = FIRST_PAUSE;
    for (int tries = 1; ; tries++) {
      Failure failure;
      try {
        Answer answer = transport.attempt(call, target, until);
        if (!PASSING.contains(answer.status())) {
          return answer;
        }
        failure = new Failure(call, answer);
      } catch (IOException e) {
        failure = new Failure(e);
      }
      Duration wait = failure.retryAfter().orElse(jittered(pause));
      boolean again = call.repeatable() || failure.nothingWasDone();
      if (!again || tries >= endpoint.tries() || until.endsBefore(wait)) {
        throw unavailable(target, until, tries, failure);
      }
      sleep(target, wait);
      pause = pause.multipliedBy(2);
    }
  }

  /** Why a try gave nothing: an answer of a status that passes, or none at all. */
  private final class Failure {

    private final String what;
    private final Optional<Duration> retryAfter;
    private final boolean nothingWasDone;
    private final @Nullable IOException cause;

    Failure(Call call, Answer answer) {
      String said = answer.body().length == 0 ? "" : ", it says: " + words(answer);
      String advice = call.advice().getOrDefault(answer.status(), "");
      this.what = "status " + answer.status() + (advice.isEmpty() ? "" : ": " + advice) + said;
      this.retryAfter = RetryAfter.of(answer.headers(), InstantSource.system());
      this.nothingWasDone = answer.status() == 429;
      this.cause = null;
    }

    Failure(IOException fault) {
      String message = fault.getMessage();
      this.what = message == null ? fault.getClass().getSimpleName() : quoted(message);
      this.retryAfter = Optional.empty();
      this.nothingWasDone =
          fault instanceof ConnectException || fault instanceof HttpConnectTimeoutException;
      this.cause = fault;
    }

    Optional<Duration> retryAfter() {
      return retryAfter;
    }

    boolean nothingWasDone() {
      return nothingWasDone;
    }
  }

  private String words(Answer answer) {
    return VendorWords.of(answer, endpoint.credentials());
  }

  private static Duration jittered(Duration pause) {
    long nanos = pause.toNanos();
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(nanos / 2, nanos));
  }

  private static void sleep(URI target, Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw Transport.interrupted(target, e);
    }
  }

  private static UnavailableException unavailable(
      URI target, Deadline until, int tries, Failure failure) {
    String place = Transport.place(target);
    String often = tries == 1 ? "" : " in " + tries + " tries";
    return new UnavailableException(
        place,
        place
            + " must answer within "
            + until.text()
            + often
            + ", the last try ended with: "
            + failure.what,
        failure.cause);
  }

  private ConfigurationException refused(Call call, Answer answer) {
    String toDo = call.advice().get(answer.status());
    String place = Transport.place(answer.address());
    return new ConfigurationException(
        place,
        place
            + " answered with status "
            + answer.status()
            + ": "
            + (toDo == null ? toDo(answer.status()) : toDo)
            + "; it says: "
            + words(answer),
        new RefusedRequestException(answer.status()));
  }

  private String toDo(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> "it has moved; give its new address";
      case 401 -> "check " + endpoint.credentials();
      case 403 -> "check what " + endpoint.credentials() + " may do there";
      case 404 -> "check the address " + endpoint.base();
      case 400, 422 -> "check what was asked for";
      default -> "it refuses the request";
    };
  }
}
