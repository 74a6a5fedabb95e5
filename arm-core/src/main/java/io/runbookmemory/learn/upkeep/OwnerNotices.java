package io.runbookmemory.learn.upkeep;

/** A way to tell owners what waits for their word, such as a chat, a mail or a ticket. */
@FunctionalInterface
public interface OwnerNotices {

  /**
   * Tells one owner.
   *
   * @param notice who is asked, and what
   * @throws io.runbookmemory.error.UnavailableException if it cannot be told now; the others are
   *     told all the same
   */
  void send(OwnerNotice notice);
}
