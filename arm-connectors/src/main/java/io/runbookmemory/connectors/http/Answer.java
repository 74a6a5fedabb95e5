package io.runbookmemory.connectors.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What a server answered, whole. */
public final class Answer {

  private final URI address;
  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  Answer(URI address, int status, HttpHeaders headers, byte[] body) {
    this.address = address;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** Returns what was asked last, after redirections. */
  public URI address() {
    return address;
  }

  /** Returns the status. */
  public int status() {
    return status;
  }

  /** Returns a header's first value. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** Returns the body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  HttpHeaders headers() {
    return headers;
  }

  /** Returns the body, which is nobody else's. */
  public byte[] body() {
    return body;
  }

  boolean isHtml() {
    String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    return type.startsWith("text/html")
        || (!type.contains("json") && !type.contains("application/xml") && startsWithMarkup());
  }

  private boolean startsWithMarkup() {
    for (byte one : body) {
      if (!Character.isWhitespace(one)) {
        return one == '<';
      }
    }
    return false;
  }
}
