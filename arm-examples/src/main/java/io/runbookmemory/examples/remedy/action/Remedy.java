package io.runbookmemory.examples.remedy.action;

import io.runbookmemory.tool.ToolEffect;
import java.time.Duration;

/**
 * One kind of thing that can be done to a cluster.
 *
 * @param <I> what it is asked with
 */
interface Remedy<I extends Record & Order> {

  /**
   * What callers are told.
   *
   * @param name of the tool
   * @param description what it does
   * @param effect what it does to the world
   * @param timeout longest run, with the check
   */
  record Card(String name, String description, ToolEffect effect, Duration timeout) {}

  Card card();

  Class<I> input();

  /** Returns what would be acted on; refuses what the configuration does not allow. */
  Target target(I input);

  /**
   * Looks what is live, and changes nothing.
   *
   * @param call names the call, for what is to be done once
   */
  Course course(I input, String call);
}
