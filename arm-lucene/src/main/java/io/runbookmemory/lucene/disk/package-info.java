/**
 * How Lucene comes to the disk: {@link io.runbookmemory.lucene.disk.CommitDirectory} makes a commit
 * cost few syncs, {@link io.runbookmemory.lucene.disk.WriterSettings} bound memory and segments,
 * {@link io.runbookmemory.lucene.disk.UnmappedDirectory} keeps the resident set small. It imports
 * Lucene alone.
 */
package io.runbookmemory.lucene.disk;
