/**
 * What a daemon does by itself while the database is down that it shares with others: {@link
 * io.runbookmemory.examples.daemon.spool.Spool} keeps the alerts that come meanwhile on this
 * machine, {@link io.runbookmemory.examples.daemon.spool.SpoolRunner} has them told of, and hands
 * them over afterwards.
 */
package io.runbookmemory.examples.daemon.spool;
