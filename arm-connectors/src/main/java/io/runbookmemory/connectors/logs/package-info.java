/**
 * Searches of logs: {@link io.runbookmemory.connectors.logs.SplunkClient} and {@link
 * io.runbookmemory.connectors.logs.LokiClient}, each with its tools.
 *
 * <p>Imports {@code endpoint} and {@code http}.
 */
package io.runbookmemory.connectors.logs;
