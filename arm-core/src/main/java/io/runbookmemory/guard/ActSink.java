package io.runbookmemory.guard;

import java.util.Optional;

/**
 * Where it is written down for people what tools were called for and what they gave, such as the
 * journal of an incident. What it throws is logged, and the call's result stays what it was.
 * Implementations are thread-safe and quick.
 */
@FunctionalInterface
public interface ActSink {

  /** Writes nothing down. */
  ActSink NONE = call -> Optional.empty();

  /**
   * Takes up a call of a tool that there is.
   *
   * @param call what became of it
   * @return what the caller is to know of where it was written down; empty if there is nothing to
   *     say
   */
  Optional<String> take(AnsweredCall call);
}
