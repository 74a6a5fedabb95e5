package io.runbookmemory.examples.daemon.http;

/** One way into the daemon: a method and a path. Thread-safe. */
public interface Door {

  /** Returns such as {@code POST}. */
  String method();

  /** Returns the whole path, such as {@code /webhooks/alertmanager}. */
  String path();

  /** Returns whether it is for this machine alone, whatever the daemon listens at. */
  default boolean local() {
    return false;
  }

  /**
   * Answers a request.
   *
   * @throws io.runbookmemory.error.InvalidInputException if the request breaks a rule: 400, with
   *     the place and the rule
   * @throws io.runbookmemory.error.UnavailableException if it is to be asked again later: 503
   */
  Reply answer(Asked asked);
}
