package io.runbookmemory.examples.remedy.action;

import io.runbookmemory.memory.content.Effect;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a remedy ended, for the memory.
 *
 * @param call names the call, so that it is counted once
 * @param caller who asked
 * @param place where it was done
 * @param words what was done
 * @param memory the id of the memory that recommended it; null if none did
 * @param effect what it did
 * @param at when
 */
public record Lesson(
    String call,
    String caller,
    Place place,
    String words,
    @Nullable String memory,
    Effect effect,
    Instant at) {

  /**
   * Where a remedy was done.
   *
   * @param cluster what the configuration calls it
   * @param namespace empty for a node
   * @param name of the target
   */
  public record Place(String cluster, String namespace, String name) {}
}
