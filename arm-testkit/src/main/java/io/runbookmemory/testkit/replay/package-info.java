/**
 * Incidents as JUnit tests: {@link io.runbookmemory.testkit.replay.ReplayTest} runs a test once for
 * each incident file, {@link io.runbookmemory.testkit.replay.ReplayExtension} hands it what it
 * needs, and {@link io.runbookmemory.testkit.replay.ReplayAssertions} say what should have come of
 * it. The files are those of {@code docs/formats/incident-file.md}.
 *
 * <p>Imports arm-core, JUnit and AssertJ, and {@code testkit.replay.file}.
 */
package io.runbookmemory.testkit.replay;
