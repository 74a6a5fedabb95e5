package io.runbookmemory.connectors.http;

import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One try of a request: to the endpoint's own server alone, and no longer than the deadline. */
record Transport(HttpClient client, Endpoint endpoint) {

  private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);

  private static final int MOST_REDIRECTIONS = 5;

  /** Returns an address without its query, which may hold anything. */
  static String place(URI address) {
    String text = address.toString();
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }

  static UnavailableException interrupted(URI target, InterruptedException cause) {
    Thread.currentThread().interrupt();
    String place = place(target);
    return new UnavailableException(
        place, place + " was asked, and the request was interrupted", cause);
  }

  /** Returns what a request goes to. */
  URI target(Call call) {
    URI address;
    try {
      address = endpoint.base().resolve(call.path());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          endpoint.base().toString(), "a path must be a path, got " + call.path(), e);
    }
    if (!isOwn(address)) {
      throw foreign(endpoint.base(), "names", address);
    }
    if (call.query().isEmpty()) {
      return address;
    }
    String mark = address.getRawQuery() == null ? "?" : "&";
    return URI.create(address + mark + call.query());
  }

  private boolean isOwn(URI address) {
    URI base = endpoint.base();
    return base.getScheme().equalsIgnoreCase(address.getScheme())
        && base.getHost().equalsIgnoreCase(address.getHost())
        && port(base) == port(address)
        && address.getRawUserInfo() == null;
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
  }

  private static ConfigurationException foreign(URI from, String verb, URI to) {
    String place = place(from);
    return new ConfigurationException(
        place,
        place
            + " "
            + verb
            + " "
            + place(to)
            + ", which is not the same scheme, host and port: no request goes there; if that is the"
            + " server, give its address to the endpoint");
  }

  /** Sends the request, and again where a redirection leads within the same server. */
  Answer attempt(Call call, URI first, Deadline until) throws IOException {
    URI target = first;
    for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
      Answer answer = exchange(call, target, until);
      String location = answer.header("Location").orElse("");
      boolean moved = REDIRECTIONS.contains(answer.status()) && !location.isBlank();
      if (!moved) {
        return answer;
      }
      URI next = follow(target, location);
      if (!isOwn(next)) {
        throw foreign(target, "redirects (" + answer.status() + ") to", next);
      }
      if (!"GET".equals(call.method())) {
        return answer;
      }
      target = next;
    }
    throw new ConfigurationException(
        place(first), place(first) + " must end somewhere, it redirects in a circle");
  }

  private static URI follow(URI from, String location) {
    try {
      return from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          place(from), place(from) + " redirects to what is no address", e);
    }
  }

  private Answer exchange(Call call, URI target, Deadline until) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request(call, target, until), any -> new BoundedBody(endpoint.maxBytes()));
    try {
      HttpResponse<byte[]> response = sent.get(until.left(), TimeUnit.NANOSECONDS);
      return new Answer(target, response.statusCode(), response.headers(), response.body());
    } catch (ExecutionException e) {
      throw fault(target, e.getCause());
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new UnavailableException(
          place(target),
          place(target) + " must answer within " + until.text() + ", gave no whole answer",
          e);
    } catch (InterruptedException e) {
      sent.cancel(true);
      throw interrupted(target, e);
    }
  }

  private HttpRequest request(Call call, URI target, Deadline until) {
    HttpRequest.BodyPublisher body = call.body();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(Duration.ofNanos(until.left()))
            .header("Accept", "application/json")
            .method(call.method(), body == null ? HttpRequest.BodyPublishers.noBody() : body);
    endpoint.context().forEach(request::setHeader);
    call.headers().forEach(request::setHeader);
    Credentials credentials = endpoint.credentials();
    if (!credentials.header().isEmpty()) {
      request.setHeader(credentials.header(), value(credentials));
    }
    return request.build();
  }

  /** The JDK's own message about a bad value would hold the value. */
  private String value(Credentials credentials) {
    String value = credentials.value();
    if (value.isBlank() || value.chars().anyMatch(one -> one < ' ' || one > '~')) {
      throw new ConfigurationException(
          endpoint.base().toString(),
          endpoint.base() + " needs " + credentials + ", got none, or one that no header can hold");
    }
    return value;
  }

  private IOException fault(URI target, @Nullable Throwable cause) {
    String place = place(target);
    if (cause instanceof IOException && isCausedBy(cause, BoundedBody.TooLong.class)) {
      throw new ConfigurationException(
          place,
          place
              + " gave more than the limit of "
              + endpoint.maxBytes()
              + " bytes: ask for less, or raise the endpoint's maxBytes",
          cause);
    }
    boolean distrusted =
        isCausedBy(cause, CertificateException.class)
            || isCausedBy(cause, CertPathValidatorException.class);
    if (cause instanceof SSLException && distrusted) {
      throw new ConfigurationException(
          place,
          place
              + " has a certificate that is not trusted ("
              + cause.getMessage()
              + "): renew it, or give its authority to the endpoint's tls",
          cause);
    }
    if (cause instanceof IOException passing) {
      return passing;
    }
    throw new UnavailableException(place, place + " could not be asked: " + cause, cause);
  }

  private static boolean isCausedBy(@Nullable Throwable fault, Class<?> kind) {
    Throwable one = fault;
    for (int depth = 0; one != null && depth < 20; depth++) {
      if (kind.isInstance(one)) {
        return true;
      }
      one = one.getCause();
    }
    return false;
  }
}
