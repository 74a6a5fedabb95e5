/**
 * The rows of a PostgreSQL store, written again by hand: {@link
 * io.runbookmemory.bench.rows.CopiedRows}. It imports the JDK alone.
 */
package io.runbookmemory.bench.rows;
