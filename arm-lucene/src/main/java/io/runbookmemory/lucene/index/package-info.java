/**
 * The stored form of a Lucene store, {@code docs/formats/lucene-index.md}: its documents, its
 * header, its directory, and what a failure of its files means.
 *
 * <p>Not exported. Imports arm-core up to its floor 3, and Lucene.
 */
package io.runbookmemory.lucene.index;
