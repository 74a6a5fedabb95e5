/**
 * Incident files of tests, from the class path and from folders: {@link
 * io.runbookmemory.testkit.replay.file.IncidentFinder}. Not exported.
 *
 * <p>Imports arm-core.
 */
package io.runbookmemory.testkit.replay.file;
