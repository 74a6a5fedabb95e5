package io.runbookmemory.connectors.mail;

import io.runbookmemory.connectors.endpoint.Credentials;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One mail server: where it is, who one is there, whom letters come from, and how long one waits.
 * Immutable, and thread-safe if the password's supplier is.
 */
public final class MailServer {

  private final String host;
  private final int port;
  private final String from;
  private final MailSecurity security;
  private final @Nullable String user;
  private final Credentials password;
  private final Duration connectTimeout;
  private final Duration patience;
  private final @Nullable SSLContext tls;

  private MailServer(Builder builder) {
    this.host = builder.host;
    this.security = builder.security;
    this.port = builder.port == 0 ? builder.security.port() : builder.port;
    this.from = builder.from;
    this.user = builder.user;
    this.password = builder.password;
    this.connectTimeout = builder.connectTimeout;
    this.patience = builder.patience;
    this.tls = builder.tls;
  }

  /**
   * Starts a server.
   *
   * @param host its name, without a port
   * @param from the address that its letters come from: {@code arm@example.com}
   * @return a builder with the defaults that {@link Builder} lists
   */
  public static Builder builder(String host, String from) {
    return new Builder(host, from);
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  String from() {
    return from;
  }

  MailSecurity security() {
    return security;
  }

  Optional<String> user() {
    return Optional.ofNullable(user);
  }

  Credentials password() {
    return password;
  }

  Duration connectTimeout() {
    return connectTimeout;
  }

  Duration patience() {
    return patience;
  }

  Optional<SSLContext> tls() {
    return Optional.ofNullable(tls);
  }

  /** Returns where it is, and no secret. */
  @Override
  public String toString() {
    String scheme = security == MailSecurity.TLS ? "smtps" : "smtp";
    return scheme + "://" + host + ":" + port;
  }

  /**
   * Builds {@link MailServer}. Not thread-safe.
   *
   * <p>Defaults: {@link MailSecurity#STARTTLS} at its port, no login, 10 seconds to connect, 30
   * seconds a letter, the JVM's trust.
   */
  public static final class Builder {

    private final String host;
    private final String from;
    private MailSecurity security = MailSecurity.STARTTLS;
    private int port;
    private @Nullable String user;
    private Credentials password = Credentials.NONE;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration patience = Duration.ofSeconds(30);
    private boolean plain;
    private @Nullable SSLContext tls;

    private Builder(String host, String from) {
      if (!host.matches("[A-Za-z0-9.-]{1,253}|[0-9A-Fa-f:]{2,45}")) {
        throw new IllegalArgumentException("host must be a name or an address, got " + host);
      }
      this.host = host;
      this.from = MailAddress.checked("from", from);
    }

    /**
     * Sets how the connection is kept from others' eyes.
     *
     * @param newSecurity default: {@link MailSecurity#STARTTLS}, and nothing is sent if the server
     *     does not offer it
     * @return this
     */
    public Builder security(MailSecurity newSecurity) {
      this.security = Objects.requireNonNull(newSecurity, "newSecurity");
      return this;
    }

    /**
     * Sets the port.
     *
     * @param newPort 1 to 65,535; default: 587, 465 or 25, as the security has it
     * @return this
     */
    public Builder port(int newPort) {
      if (newPort < 1 || newPort > 65_535) {
        throw new IllegalArgumentException("port must be 1 to 65535, got " + newPort);
      }
      this.port = newPort;
      return this;
    }

    /**
     * Sets who one is there.
     *
     * @param name of the account, not blank
     * @param secret gives the password for each letter, never blank
     * @return this
     */
    public Builder login(String name, Supplier<String> secret) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("the login must have a name, got a blank one");
      }
      this.user = name;
      this.password = Credentials.elsewhere("the password of " + name, secret);
      return this;
    }

    /**
     * Lets letters and passwords travel in the clear to a host that is not loopback.
     *
     * @return this
     */
    public Builder allowPlain() {
      this.plain = true;
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
     * Sets how long sending a letter may take, from connecting to the server's last word.
     *
     * @param newPatience above zero
     * @return this
     */
    public Builder patience(Duration newPatience) {
      this.patience = positive("patience", newPatience);
      return this;
    }

    private static Duration positive(String name, Duration value) {
      if (!value.isPositive()) {
        throw new IllegalArgumentException(name + " must be above zero, got " + value);
      }
      return value;
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
     * Returns the server.
     *
     * @return with what was set
     * @throws IllegalArgumentException if nothing keeps others' eyes out, the host is not loopback,
     *     and {@link #allowPlain()} was not said
     */
    public MailServer build() {
      if (security == MailSecurity.NONE && !plain && !isLoopback(host)) {
        throw new IllegalArgumentException(
            "security must be STARTTLS or TLS unless the host is loopback or allowPlain() is said,"
                + " got NONE for "
                + host);
      }
      return new MailServer(this);
    }

    /** Told by the name alone: no resolver is asked. */
    private static boolean isLoopback(String host) {
      return host.toLowerCase(Locale.ROOT).equals("localhost")
          || host.equals("::1")
          || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }
  }
}
