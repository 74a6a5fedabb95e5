package io.runbookmemory.examples.daemon.http;

import java.util.Optional;
import java.util.Set;

/** A door in front of another one: the same to whoever comes, until it answers. Thread-safe. */
public interface OuterDoor extends Door {

  /** Returns the door behind. */
  Door door();

  @Override
  default String method() {
    return door().method();
  }

  @Override
  default String path() {
    return door().path();
  }

  @Override
  default Guard guard() {
    return door().guard();
  }

  @Override
  default Set<String> types() {
    return door().types();
  }

  @Override
  default Optional<Reply> closed() {
    return door().closed();
  }
}
