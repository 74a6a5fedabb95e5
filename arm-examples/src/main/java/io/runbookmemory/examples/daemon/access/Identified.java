package io.runbookmemory.examples.daemon.access;

/** Whether it is known who asks. No text of it quotes what was brought. */
public sealed interface Identified {

  /** It is known. */
  record Known(Identity identity) implements Identified {}

  /**
   * Nobody is known by what was brought, or nothing was brought.
   *
   * @param why and what to bring
   */
  record Unknown(String why) implements Identified {}

  /**
   * They are known, and have no role here.
   *
   * @param why in words for who asks
   */
  record Stranger(String why) implements Identified {}

  /**
   * It cannot be told now, such as while the identity provider is down.
   *
   * @param why in words for who asks
   */
  record Undecided(String why) implements Identified {}
}
