/**
 * Incident files out of what other systems kept: {@link
 * io.runbookmemory.connectors.record.TrackerFile} reads the export of an incident tracker, {@link
 * io.runbookmemory.connectors.record.PrometheusAlerts} what fired, {@link
 * io.runbookmemory.connectors.record.TrackerRecorder} puts them together.
 *
 * <p>Imports {@code file}, {@code prometheus}, and the core's {@code replay}, {@code alert}, {@code
 * memory}, {@code guard}, {@code slo} and {@code error}.
 */
package io.runbookmemory.connectors.record;
