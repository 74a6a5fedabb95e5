/**
 * What Lucene lacks for blocks of documents, children before their parent: {@link
 * io.runbookmemory.lucene.engine.BlockFilter}, which of them a search may find, and {@link
 * io.runbookmemory.lucene.engine.NearestBlocks}, those nearest to a vector. Not exported.
 *
 * <p>It knows nothing of memories: imports Lucene alone.
 */
package io.runbookmemory.lucene.engine;
