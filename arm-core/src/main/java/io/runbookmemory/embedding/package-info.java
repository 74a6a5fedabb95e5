/**
 * Vectors and the models that make them: {@link io.runbookmemory.embedding.Embedding}, the {@link
 * io.runbookmemory.embedding.EmbeddingSpace} it belongs to, and the SPI {@link
 * io.runbookmemory.embedding.EmbeddingModel} with the cache {@link
 * io.runbookmemory.embedding.CachedEmbeddingModel}.
 *
 * <p>Floor 1: imports {@code error} alone.
 */
package io.runbookmemory.embedding;
