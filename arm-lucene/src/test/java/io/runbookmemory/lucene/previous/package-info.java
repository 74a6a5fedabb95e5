/** A process that writes a store with the Lucene before this release's. */
package io.runbookmemory.lucene.previous;
