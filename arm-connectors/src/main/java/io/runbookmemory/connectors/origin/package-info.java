/**
 * What other systems hold, as memories: an {@link io.runbookmemory.connectors.origin.Origin} is
 * read by an {@link io.runbookmemory.connectors.origin.OriginImport}, from where the last one
 * ended.
 *
 * <p>Imports {@code ingest}, {@code markdown}, {@code wiki}, {@code ticket}, {@code prometheus} and
 * the core's {@code memory}, {@code remember}, {@code store} and {@code error}.
 */
package io.runbookmemory.connectors.origin;
