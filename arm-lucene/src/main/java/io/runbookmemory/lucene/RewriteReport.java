package io.runbookmemory.lucene;

/**
 * What came of building a store's index anew.
 *
 * @param rewritten whether it was: false if the store was as it should be already
 * @param resumed whether it went on where an earlier run had ended
 * @param memories how many memories the store has, of all tenants
 * @param embedded how many of them were given vectors in this run
 */
public record RewriteReport(boolean rewritten, boolean resumed, long memories, long embedded) {

  /** Told of how far a rewrite has come, on the thread that carries it out. */
  @FunctionalInterface
  public interface Progress {

    /**
     * Takes notice. What it throws ends the rewrite; the store is as it was, and the next run goes
     * on from here.
     *
     * @param done how many memories and tombstones are copied by this run
     * @param total how many there are to copy, as far as is known
     */
    void at(long done, long total);
  }
}
