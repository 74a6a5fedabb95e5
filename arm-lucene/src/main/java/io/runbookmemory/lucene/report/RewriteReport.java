package io.runbookmemory.lucene.report;

/**
 * What came of building a store's index anew.
 *
 * @param rewritten whether it was: false if the store was as it should be already
 * @param resumed whether it went on where an earlier run had ended
 * @param memories how many memories the store has, of all tenants
 * @param embedded how many of them were given vectors in this run
 */
public record RewriteReport(boolean rewritten, boolean resumed, long memories, long embedded) {}
