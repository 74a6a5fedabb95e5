package io.runbookmemory.learn.analysis.signal;

import java.time.Instant;

/**
 * A firing.
 *
 * @param at when it began to fire
 * @param signal what fired
 */
public record AlertEvent(Instant at, Signal signal) {}
