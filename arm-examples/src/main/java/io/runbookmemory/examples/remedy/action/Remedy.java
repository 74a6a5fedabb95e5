package io.runbookmemory.examples.remedy.action;

import io.runbookmemory.tool.ToolEffect;
import java.time.Duration;

/**
 * One kind of thing that can be done. {@link Remedies#tool} makes a tool of it, which takes the
 * target's turn, its steps one by one, looks whether it helped, and tells memory.
 *
 * @param <I> what it is asked with; its package is opened to core in a named module
 */
public interface Remedy<I extends Record & Order> {

  /**
   * What callers are told.
   *
   * @param name of the tool
   * @param description what it does
   * @param input what it is asked with
   * @param effect what it does to the world: only what is reversible may run without a second
   *     person
   * @param timeout longest run, with the check
   * @param <I> what it is asked with
   */
  record Card<I>(
      String name, String description, Class<I> input, ToolEffect effect, Duration timeout) {}

  /** Returns what callers are told, always the same. */
  Card<I> card();

  /**
   * Returns what would be acted on, without looking there.
   *
   * @throws io.runbookmemory.error.InvalidInputException if it may not be
   */
  Target target(I asked);

  /**
   * Looks what is live, and changes nothing.
   *
   * @param call names the call, for what is to be done once
   * @throws io.runbookmemory.error.InvalidInputException if it would make no sense as it is
   * @throws io.runbookmemory.error.UnavailableException if it cannot be told now
   */
  Course course(I asked, String call);
}
