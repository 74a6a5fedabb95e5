/**
 * Embeddings from a server that speaks OpenAI's protocol. Entry type: {@link
 * io.runbookmemory.connectors.embedding.HttpEmbeddings}.
 *
 * <p>An adapter: imports {@code embedding} and {@code error} of arm-core, Jackson, and the JDK's
 * HTTP client.
 */
package io.runbookmemory.connectors.embedding;
