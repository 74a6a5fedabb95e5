package io.runbookmemory.guard.access;

import io.runbookmemory.memory.Scope;
import java.util.Optional;

/** Tells what somebody is: the way to the organisation's own directory. Thread-safe. */
@FunctionalInterface
public interface Roles {

  /**
   * Returns what somebody is somewhere.
   *
   * @param caller who asks
   * @param scope tenant, and service and environment where they are known
   * @return empty for somebody who may do nothing there
   */
  Optional<Role> roleOf(Caller caller, Scope scope);
}
