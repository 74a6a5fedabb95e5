package io.runbookmemory.recall;

import io.runbookmemory.embedding.EmbeddingSpace;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a recall went by: with it and the same store the recall can be done again.
 *
 * @param at when it was asked
 * @param question the situation's text as it was used: without its secrets, and its beginning only
 *     if it was very long
 * @param policy how what was found was weighed
 * @param space the space of the vectors that were compared, null if none were
 * @param calibration the name of the curve that made relevances of the evidence; one that was
 *     stretched to a model without a curve of its own says so
 */
public record Basis(
    Instant at,
    String question,
    RecallPolicy policy,
    @Nullable EmbeddingSpace space,
    String calibration) {}
