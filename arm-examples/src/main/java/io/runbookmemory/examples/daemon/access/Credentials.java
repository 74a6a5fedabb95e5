package io.runbookmemory.examples.daemon.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings that may tell who sent it.
 *
 * @param peer who is at the other end of the connection; null if that is no address
 * @param host the name that it asked for, without a port, in lower case
 * @param headers the values of a header, by its name
 */
public record Credentials(
    @Nullable InetAddress peer, String host, Function<String, List<String>> headers) {

  private static final String BEARER = "Bearer ";

  private static final Pattern LOOPBACK =
      Pattern.compile("127(\\.[0-9]{1,3}){3}|\\[?::1]?|localhost");

  /** Whoever sends one of these passes on what somebody else asked. */
  private static final List<String> OF_PROXIES =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  /** Returns the bearer token; empty if there is none, or more than one. */
  public Optional<String> bearer() {
    return header("Authorization")
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  /** Returns a header that stands there once; two of them could be read in two ways. */
  public Optional<String> header(String name) {
    List<String> values = headers.apply(name);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** Returns whether it says who sends it, truly or not. */
  public boolean hasAuthorization() {
    return !headers.apply("Authorization").isEmpty();
  }

  /** Returns whether it asked for this machine by a name that cannot lead anywhere else. */
  public boolean isHostLoopback() {
    return LOOPBACK.matcher(host).matches();
  }

  /**
   * Returns whether it comes from this machine, by its own name, and from nobody else through it.
   */
  public boolean isLocal() {
    return peer != null
        && peer.isLoopbackAddress()
        && isHostLoopback()
        && OF_PROXIES.stream().allMatch(name -> headers.apply(name).isEmpty());
  }
}
