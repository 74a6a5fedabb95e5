package io.runbookmemory.connectors.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a server knows a client by. The secret is asked for at every request, so that one that was
 * renewed is used at once, and it stands in no message: {@link #toString()} names the kind alone.
 * Thread-safe if the supplier is.
 */
public final class Credentials {

  /** For servers that ask for nothing. */
  public static final Credentials NONE = new Credentials("no credentials", "", "", () -> "");

  private static final String PLACEHOLDER = "[REDACTED:credential]";

  private final String kind;
  private final String header;
  private final String prefix;
  private final Supplier<String> secret;
  private final UnaryOperator<String> form;

  private Credentials(String kind, String header, String prefix, Supplier<String> secret) {
    this(kind, header, prefix, secret, UnaryOperator.identity());
  }

  private Credentials(
      String kind,
      String header,
      String prefix,
      Supplier<String> secret,
      UnaryOperator<String> form) {
    this.kind = kind;
    this.header = header;
    this.prefix = prefix;
    this.secret = Objects.requireNonNull(secret, "secret");
    this.form = form;
  }

  /**
   * Returns a bearer token's (RFC 6750).
   *
   * @param token gives it, never blank
   * @return credentials sent as {@code Authorization: Bearer}
   */
  public static Credentials bearer(Supplier<String> token) {
    return new Credentials("a bearer token", "Authorization", "Bearer ", token);
  }

  /**
   * Returns a name's and a password's (RFC 7617).
   *
   * @param name without a colon
   * @param password gives it, never blank; some vendors take an API token in its place
   * @return credentials sent as {@code Authorization: Basic}
   */
  public static Credentials basic(String name, Supplier<String> password) {
    if (name.isBlank() || name.indexOf(':') >= 0) {
      throw new IllegalArgumentException("name must be some text without a colon, got " + name);
    }
    return new Credentials(
        "the password of " + name,
        "Authorization",
        "Basic ",
        password,
        given ->
            Base64.getEncoder()
                .encodeToString((name + ":" + given).getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Returns those that a vendor has a header or a scheme of its own for.
   *
   * @param header such as {@code X-Api-Key} or {@code Authorization}
   * @param prefix what stands before the secret, such as {@code "Api-Token "}; or empty
   * @param secret gives it, never blank
   * @return credentials sent in that header
   */
  public static Credentials header(String header, String prefix, Supplier<String> secret) {
    if (header.isBlank()) {
      throw new IllegalArgumentException("header must have a name");
    }
    return new Credentials("the secret of " + header, header, prefix, secret);
  }

  /**
   * Returns those that a vendor takes elsewhere than in a header: in the body.
   *
   * @param kind what it is called, such as {@code the routing key}
   * @param secret gives it, never blank
   * @return credentials that a client puts where the vendor has them
   */
  public static Credentials elsewhere(String kind, Supplier<String> secret) {
    return new Credentials(kind, "", "", secret);
  }

  /**
   * Returns the header that is sent.
   *
   * @return empty if none is
   */
  public String header() {
    return header;
  }

  /**
   * Asks for the secret.
   *
   * @return the header's whole value; blank if there is no secret now
   */
  public String value() {
    String given = secret.get().strip();
    return given.isEmpty() ? "" : prefix + form.apply(given);
  }

  /**
   * Takes the secret out of a text: a server may repeat what it was sent.
   *
   * @param text any
   * @return the text with {@code [REDACTED:credential]} in its place, in either of its forms
   */
  public String redact(String text) {
    String given = secret.get().strip();
    return given.isEmpty()
        ? text
        : text.replace(form.apply(given), PLACEHOLDER).replace(given, PLACEHOLDER);
  }

  @Override
  public String toString() {
    return kind;
  }
}
