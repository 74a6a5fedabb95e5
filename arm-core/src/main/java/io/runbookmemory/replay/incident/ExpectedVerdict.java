package io.runbookmemory.replay.incident;

import io.runbookmemory.slo.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What should have been decided at some instant.
 *
 * @param at the instant
 * @param verdict the decision
 * @param slo the objective that it is about, or null for the whole incident, of which the most
 *     urgent counts
 */
public record ExpectedVerdict(Instant at, Verdict verdict, @Nullable String slo) {}
