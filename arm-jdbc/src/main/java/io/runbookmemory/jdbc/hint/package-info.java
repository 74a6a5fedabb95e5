/**
 * How a replica hears of writes to a PostgreSQL store before it asks: {@link
 * io.runbookmemory.jdbc.hint.PostgresHint}. The only package that knows the driver, and it is
 * needed by nothing else.
 */
package io.runbookmemory.jdbc.hint;
