/**
 * What is on a shift's mind: silences, what is going on now, what happened. {@link
 * io.runbookmemory.examples.duty.SilenceLog} is where silences are kept, for the commands and for
 * the daemon.
 */
package io.runbookmemory.examples.duty;
