package io.runbookmemory.connectors.mail;

/** How a connection to a mail server is kept from others' eyes. */
public enum MailSecurity {

  /** It begins in the clear, and is encrypted before anything is said (RFC 3207). Port 587. */
  STARTTLS(587),

  /** It is encrypted from its beginning (RFC 8314). Port 465. */
  TLS(465),

  /** Not at all. Port 25. */
  NONE(25);

  private final int port;

  MailSecurity(int port) {
    this.port = port;
  }

  /** Returns the port that servers take such connections at. */
  int port() {
    return port;
  }
}
