package io.runbookmemory.guard.audit;

import java.util.Optional;

/**
 * Where the head of each chain is signed for. Best kept in another place than the chain, under
 * other rights: who can cut a chain and put back an anchor of yesterday hides the cut. Thread-safe.
 */
public interface AuditAnchors {

  /**
   * Returns the anchor of a chain.
   *
   * @param writer whose chain
   * @return empty if there never was one
   */
  Optional<String> anchor(String writer);

  /**
   * Puts a chain's anchor in the place of the one before, whole or not at all.
   *
   * @param writer whose chain
   * @param anchor one line of text
   */
  void anchor(String writer, String anchor);
}
