/**
 * Incidents played again: {@link io.runbookmemory.replay.engine.ReplayEngine} lets the alerts and
 * samples of all of them come in again in order of time, asks for each what memory would have said
 * with what was known then, and counts it up in a {@link
 * io.runbookmemory.replay.engine.ReplayReport}.
 *
 * <p>Floor 6: may import every floor below, and {@code replay.incident}.
 */
package io.runbookmemory.replay.engine;
