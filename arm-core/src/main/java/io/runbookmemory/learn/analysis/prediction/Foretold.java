package io.runbookmemory.learn.analysis.prediction;

import java.time.Instant;

/**
 * A prediction as it was written down.
 *
 * @param finding the key of the finding that it rests on
 * @param what the alert or the resource, with its place
 * @param from when it may begin
 * @param until when it should have begun
 * @param probability how sure it was, in [0, 1]
 */
public record Foretold(
    String finding, String what, Instant from, Instant until, double probability) {}
