/**
 * What becomes of calls that write: they wait in a {@link
 * io.runbookmemory.lucene.write.WriteQueue}, decide in a {@link
 * io.runbookmemory.lucene.write.Transaction} each, and share the commit of a {@link
 * io.runbookmemory.lucene.write.Group}.
 *
 * <p>Not exported. Imports arm-core up to its floor 3, the packages {@code snapshot} and {@code
 * index}, and Lucene.
 */
package io.runbookmemory.lucene.write;
