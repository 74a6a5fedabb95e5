package io.runbookmemory.examples.daemon.access;

import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;

/**
 * Somebody who is known.
 *
 * @param caller who
 * @param role what they may do
 */
public record Identity(Caller caller, Role role) {

  /** Returns the name that the journal has them by. */
  public String name() {
    return caller.id();
  }
}
