/**
 * Incidents as files, to be replayed: {@link io.runbookmemory.replay.incident.IncidentFile} reads
 * one into a {@link io.runbookmemory.replay.incident.ReplayIncident}, or says by file, line and
 * path what is wrong with it. The format is that of {@code docs/formats/incident-file.md}.
 *
 * <p>Floor 6: may import every floor below.
 */
package io.runbookmemory.replay.incident;
