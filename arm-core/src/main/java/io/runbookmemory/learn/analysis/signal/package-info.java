/**
 * What happened, as analysis reads it: an {@link io.runbookmemory.learn.analysis.signal.AlertEvent}
 * is a firing of a {@link io.runbookmemory.learn.analysis.signal.Signal}.
 *
 * <p>Floor 5: imports the JDK alone.
 */
package io.runbookmemory.learn.analysis.signal;
