package io.runbookmemory.examples.daemon.http;

import java.util.Optional;
import java.util.Set;

/** One way into the daemon: a method and a path. Thread-safe. */
public interface Door {

  /** Returns such as {@code POST}. */
  String method();

  /**
   * Returns the whole path, such as {@code /webhooks/alertmanager}; a segment in braces, as in
   * {@code /incidents/{id}}, is a variable.
   */
  String path();

  /** Returns who is let through; unless it is said otherwise whoever looks, and webhooks. */
  default Guard guard() {
    return method().equals("GET") ? Guard.OPEN : Guard.WEBHOOK;
  }

  /** Returns the types of body that it takes; JSON, unless it is said otherwise. */
  default Set<String> types() {
    return Set.of("application/json");
  }

  /**
   * Returns what is answered before a body is read, where the door is closed now; empty while it is
   * open.
   */
  default Optional<Reply> closed() {
    return Optional.empty();
  }

  /**
   * Answers a request.
   *
   * @throws io.runbookmemory.error.InvalidInputException if the request breaks a rule: 400, with
   *     the place and the rule
   * @throws io.runbookmemory.error.UnavailableException if it is to be asked again later: 503
   */
  Answer answer(Asked asked);
}
