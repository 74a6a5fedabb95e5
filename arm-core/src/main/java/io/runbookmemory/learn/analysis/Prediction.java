package io.runbookmemory.learn.analysis;

import io.runbookmemory.learn.analysis.pattern.Finding;
import java.time.Instant;

/**
 * What is to be expected, and when.
 *
 * @param what the alert or the resource, with its place
 * @param from when it may begin
 * @param until when it should have begun
 * @param probability how often it came on such occasions, in [0, 1]
 * @param why what it is foretold by
 */
public record Prediction(
    String what, Instant from, Instant until, double probability, Finding why) {}
