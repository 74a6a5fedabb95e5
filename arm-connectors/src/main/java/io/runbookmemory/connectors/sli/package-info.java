/**
 * The counts of a service as files hold them: {@link io.runbookmemory.connectors.sli.SliCsvReader}.
 *
 * <p>Imports {@code file} and the core's {@code slo} and {@code error}.
 */
package io.runbookmemory.connectors.sli;
