/**
 * Dynatrace: {@link io.runbookmemory.connectors.dynatrace.DynatraceClient}, with its tools.
 *
 * <p>Imports {@code endpoint} and {@code http}.
 */
package io.runbookmemory.connectors.dynatrace;
