/**
 * The history of a status page: {@link io.runbookmemory.connectors.statuspage.StatusPageHistory}.
 *
 * <p>Imports core's {@code journal} and the readers of files.
 */
package io.runbookmemory.connectors.statuspage;
