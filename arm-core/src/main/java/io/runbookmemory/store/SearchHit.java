package io.runbookmemory.store;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.text.TextRange;
import org.jspecify.annotations.Nullable;

/**
 * A memory that was found. All scores are in [0, 1], higher is better.
 *
 * @param memory the memory
 * @param usage what became of it in use
 * @param score what ordered the hits
 * @param similarity how alike the best passage's vector and the request's are, {@code (1 + cosine)
 *     / 2}; null if either has none. In a hybrid search it is also known for a memory that only its
 *     words found
 * @param leadSimilarity how alike the first passage's vector and the request's are: that passage
 *     holds the title and the beginning of the text, and says what the memory is about; null if
 *     {@code similarity} is
 * @param textScore how well the words match, by BM25 rescaled; comparable within one answer only;
 *     null if none does
 * @param passage where the best passage stands in {@code Memory.text()}; null if unknown
 */
public record SearchHit(
    Memory memory,
    Usage usage,
    double score,
    @Nullable Double similarity,
    @Nullable Double leadSimilarity,
    @Nullable Double textScore,
    @Nullable TextRange passage) {}
