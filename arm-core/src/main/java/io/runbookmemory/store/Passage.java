package io.runbookmemory.store;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.text.TextRange;
import org.jspecify.annotations.Nullable;

/**
 * A part of a memory's text and its vector.
 *
 * @param range where it stands in {@code Memory.text()}; null where the title alone was embedded
 *     because there is no text
 * @param embedding the vector
 */
public record Passage(@Nullable TextRange range, Embedding embedding) {}
