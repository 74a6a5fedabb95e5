/**
 * What the daemon does while nobody is looking: {@link
 * io.runbookmemory.examples.daemon.idle.IdleRunner} runs the analysis that is due, in one daemon of
 * many. Imports {@code pipeline}, {@code observe} and {@code config} of the daemon.
 */
package io.runbookmemory.examples.daemon.idle;
