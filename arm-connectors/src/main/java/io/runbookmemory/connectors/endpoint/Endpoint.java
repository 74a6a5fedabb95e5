package io.runbookmemory.connectors.endpoint;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One server: where it is, who one is there, and how long and how much one listens. No request of a
 * client goes to another scheme, host or port than its endpoint's, whatever a caller, a link in an
 * answer or a redirection says. Immutable and thread-safe.
 */
public final class Endpoint {

  private final URI base;
  private final Credentials credentials;
  private final Set<String> aliases;
  private final Duration connectTimeout;
  private final Duration patience;
  private final int tries;
  private final int maxBytes;
  private final @Nullable SSLContext tls;
  private final Supplier<Map<String, String>> context;

  private Endpoint(Builder builder) {
    this.base = builder.base;
    this.credentials = builder.credentials;
    this.aliases = Set.copyOf(builder.aliases);
    this.connectTimeout = builder.connectTimeout;
    this.patience = builder.patience;
    this.tries = builder.tries;
    this.maxBytes = builder.maxBytes;
    this.tls = builder.tls;
    this.context = builder.context;
  }

  /**
   * Starts an endpoint.
   *
   * @param base the address that a client's paths are added to, without password and query
   * @return a builder with the defaults that {@link Builder} lists
   * @throws IllegalArgumentException if it is no such address
   */
  public static Builder builder(URI base) {
    return new Builder(base);
  }

  /**
   * Returns the address that paths are added to.
   *
   * @return ends with a slash
   */
  public URI base() {
    return base;
  }

  /**
   * Returns what is sent to be known by.
   *
   * @return perhaps {@link Credentials#NONE}
   */
  public Credentials credentials() {
    return credentials;
  }

  /**
   * Returns whether an address is one of this server: of its host, or another that it is known by.
   *
   * @param address any
   * @return true if a client may look at it here; the request itself goes to {@link #base()}
   */
  public boolean isKnownAs(URI address) {
    String host = address.getHost();
    return host != null
        && (host.equalsIgnoreCase(base.getHost())
            || aliases.contains(host.toLowerCase(Locale.ROOT)));
  }

  /**
   * Returns how long connecting may take.
   *
   * @return above zero
   */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /**
   * Returns how long a call may take, tries and pauses included, where the caller sets no deadline.
   *
   * @return above zero
   */
  public Duration patience() {
    return patience;
  }

  /**
   * Returns how often a request is sent at most.
   *
   * @return at least 1
   */
  public int tries() {
    return tries;
  }

  /**
   * Returns how long an answer may be.
   *
   * @return bytes
   */
  public int maxBytes() {
    return maxBytes;
  }

  /**
   * Returns whom TLS trusts.
   *
   * @return empty for the JVM's own trust
   */
  public Optional<SSLContext> tls() {
    return Optional.ofNullable(tls);
  }

  /**
   * Returns the headers that say what a request is part of, asked for on the thread that sends it.
   *
   * @return by name; empty if nothing is to be said
   */
  public Map<String, String> context() {
    return context.get();
  }

  @Override
  public String toString() {
    return base + " with " + credentials;
  }

  /**
   * Builds {@link Endpoint}. Not thread-safe.
   *
   * <p>Defaults: no credentials, 10 seconds to connect, 30 seconds a call, 4 tries, 8 MiB an
   * answer, the JVM's trust, and plain HTTP to loopback alone.
   */
  public static final class Builder {

    private final URI base;
    private final Set<String> aliases = new HashSet<>();
    private Credentials credentials = Credentials.NONE;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration patience = Duration.ofSeconds(30);
    private int tries = 4;
    private int maxBytes = 8 << 20;
    private boolean plainHttp;
    private @Nullable SSLContext tls;
    private Supplier<Map<String, String>> context = Map::of;

    private Builder(URI base) {
      if (!List.of("http", "https").contains(String.valueOf(base.getScheme()))
          || base.getHost() == null) {
        throw new IllegalArgumentException(
            "base must be an http or https address, got "
                + base.getScheme()
                + " and host "
                + base.getHost());
      }
      if (base.getRawUserInfo() != null || base.getRawQuery() != null) {
        throw new IllegalArgumentException(
            "base must hold no password and no query; give credentials to the builder");
      }
      String address = base.toString();
      this.base = address.endsWith("/") ? base : URI.create(address + "/");
    }

    /**
     * Sets what is sent to be known by.
     *
     * @param newCredentials default: none
     * @return this
     */
    public Builder credentials(Credentials newCredentials) {
      this.credentials = Objects.requireNonNull(newCredentials, "newCredentials");
      return this;
    }

    /**
     * Says that addresses of another host mean this server too: what people copy from a browser is
     * often not where the API is.
     *
     * @param host a name without a port
     * @return this
     */
    public Builder knownAs(String host) {
      aliases.add(host.toLowerCase(Locale.ROOT));
      return this;
    }

    /**
     * Lets secrets and answers travel unencrypted to a host that is not loopback.
     *
     * @return this
     */
    public Builder allowPlainHttp() {
      this.plainHttp = true;
      return this;
    }

    /**
     * Sets how long connecting may take.
     *
     * @param timeout above zero
     * @return this
     */
    public Builder connectTimeout(Duration timeout) {
      this.connectTimeout = positive("connectTimeout", timeout);
      return this;
    }

    /**
     * Sets how long a call may take, tries and pauses included, where the caller sets no deadline.
     *
     * @param newPatience above zero
     * @return this
     */
    public Builder patience(Duration newPatience) {
      this.patience = positive("patience", newPatience);
      return this;
    }

    private static Duration positive(String name, Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException(name + " must be above zero, got " + value);
      }
      return value;
    }

    /**
     * Sets how often a request is sent at most.
     *
     * @param newTries at least 1
     * @return this
     */
    public Builder tries(int newTries) {
      if (newTries < 1) {
        throw new IllegalArgumentException("tries must be at least 1, got " + newTries);
      }
      this.tries = newTries;
      return this;
    }

    /**
     * Sets how long an answer may be.
     *
     * @param bytes at least 1,024
     * @return this
     */
    public Builder maxBytes(int bytes) {
      if (bytes < 1_024) {
        throw new IllegalArgumentException("maxBytes must be at least 1024, got " + bytes);
      }
      this.maxBytes = bytes;
      return this;
    }

    /**
     * Sets whom TLS trusts, for servers whose certificates a private authority signs.
     *
     * @param context default: the JVM's own
     * @return this
     */
    public Builder tls(SSLContext context) {
      this.tls = Objects.requireNonNull(context, "context");
      return this;
    }

    /**
     * Sets who says what a request is part of, such as a trace: {@code traceparent} (W3C Trace
     * Context). Asked on the thread that sends, each time.
     *
     * @param headers gives names and values, none of which is a secret; default: none
     * @return this
     */
    public Builder context(Supplier<Map<String, String>> headers) {
      this.context = Objects.requireNonNull(headers, "headers");
      return this;
    }

    /**
     * Returns the endpoint.
     *
     * @return with what was set
     * @throws IllegalArgumentException if it is neither https nor loopback and plain HTTP was not
     *     allowed
     */
    public Endpoint build() {
      if ("http".equals(base.getScheme()) && !plainHttp && !isLoopback(base.getHost())) {
        throw new IllegalArgumentException(
            "base must be https unless the host is loopback or allowPlainHttp() is said, got "
                + base);
      }
      return new Endpoint(this);
    }

    /** Told by the name alone: no resolver is asked. */
    private static boolean isLoopback(String host) {
      return host.equalsIgnoreCase("localhost")
          || host.equals("[::1]")
          || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }
  }
}
