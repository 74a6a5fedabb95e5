package io.runbookmemory.replay.engine;

import io.runbookmemory.error.ArmException;
import java.io.Serial;
import java.time.Instant;

/**
 * A memory from the future: a replay was given something that nobody knew at the instant that is
 * replayed, so that none of its numbers can be believed. What to do: give the memory as it was
 * then, or say when it was known.
 */
public final class ContaminationException extends ArmException {

  @Serial private static final long serialVersionUID = 1L;

  private final Instant from;
  private final Instant at;

  /**
   * Creates the fault.
   *
   * @param memory the memory's key or id
   * @param field which of its times it is, such as {@code updatedAt}
   * @param from the memory's time
   * @param at the instant that was replayed
   */
  public ContaminationException(String memory, String field, Instant from, Instant at) {
    super(
        memory,
        "the memory %s is from the future: its %s is %s, and the instant that is replayed is %s."
                .formatted(memory, field, from, at)
            + " Give it as it was then, or a knownAt that is right",
        null);
    this.from = from;
    this.at = at;
  }

  /**
   * Returns the memory's time.
   *
   * @return after {@link #at}
   */
  public Instant from() {
    return from;
  }

  /**
   * Returns the instant that was replayed.
   *
   * @return when the memory was not known yet
   */
  public Instant at() {
    return at;
  }
}
