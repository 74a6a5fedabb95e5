/**
 * Memories in an embedded Lucene index: {@link io.runbookmemory.lucene.LuceneMemoryStore}, the
 * default store. The stored form is described in {@code docs/formats/lucene-index.md}.
 *
 * <p>Beside arm-core's floor 3: imports {@code store}, {@code memory}, {@code embedding}, {@code
 * text}, {@code error} and Lucene, whose types appear in no public signature.
 */
package io.runbookmemory.lucene;
