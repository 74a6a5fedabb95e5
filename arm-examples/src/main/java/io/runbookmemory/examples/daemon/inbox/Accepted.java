package io.runbookmemory.examples.daemon.inbox;

import java.time.Instant;

/**
 * A report that stands in the inbox.
 *
 * @param position where
 * @param at when it was accepted
 * @param report what was brought
 */
public record Accepted(long position, Instant at, Report report) {}
