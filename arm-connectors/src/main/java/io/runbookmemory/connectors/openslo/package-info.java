/**
 * Service level objectives as OpenSLO v1 writes them: {@link
 * io.runbookmemory.connectors.openslo.OpenSloReader}.
 *
 * <p>Imports {@code yaml} and the core's {@code slo} and {@code error}.
 */
package io.runbookmemory.connectors.openslo;
