/**
 * What the daemon tells of itself: {@link io.runbookmemory.examples.daemon.observe.EventLog} in
 * lines, {@link io.runbookmemory.examples.daemon.observe.DaemonMeters} in numbers, {@link
 * io.runbookmemory.examples.daemon.observe.Tracing} in traces. Imports no other package of the
 * daemon.
 */
package io.runbookmemory.examples.daemon.observe;
