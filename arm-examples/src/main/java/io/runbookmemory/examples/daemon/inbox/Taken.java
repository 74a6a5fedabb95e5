package io.runbookmemory.examples.daemon.inbox;

/** What became of a message. */
public sealed interface Taken {

  /**
   * All of it is written down.
   *
   * @param news how many reports of it are new
   * @param known how many were brought before
   */
  record Durable(int news, int known) implements Taken {}

  /**
   * Too many wait; nothing of it was written.
   *
   * @param waiting how many
   */
  record Full(int waiting) implements Taken {}
}
