package io.runbookmemory.replay.engine;

import io.runbookmemory.slo.Verdict;
import java.time.Instant;

/**
 * A verdict beside the one that was expected.
 *
 * @param at when
 * @param expected what people say it should have been
 * @param actual what ARM said
 */
public record Judged(Instant at, Verdict expected, Verdict actual) {}
