/**
 * The samples of a gauge as files hold them: {@link
 * io.runbookmemory.connectors.series.SeriesCsvReader}.
 *
 * <p>Imports {@code file} and the core's {@code metric} and {@code error}.
 */
package io.runbookmemory.connectors.series;
