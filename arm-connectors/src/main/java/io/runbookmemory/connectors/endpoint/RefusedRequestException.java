package io.runbookmemory.connectors.endpoint;

import java.io.Serial;

/**
 * A server's answer that is no success, as the cause of the {@link
 * io.runbookmemory.error.ConfigurationException} that says so in words: whoever has more than one
 * request to send decides by the status whether this one is ever to be sent again.
 */
public final class RefusedRequestException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * Creates it.
   *
   * @param status of HTTP, such as 400
   */
  public RefusedRequestException(int status) {
    super("status " + status);
    this.status = status;
  }

  /**
   * Returns the status.
   *
   * @return of HTTP
   */
  public int status() {
    return status;
  }
}
