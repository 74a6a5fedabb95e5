/**
 * How text becomes vectors, ARM's way and LangChain4j's: what {@code embed} and {@code soak}
 * compare. Entry type: {@link io.runbookmemory.bench.embed.EmbeddingSide}.
 */
package io.runbookmemory.bench.embed;
