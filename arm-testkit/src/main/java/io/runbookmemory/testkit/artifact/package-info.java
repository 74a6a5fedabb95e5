/**
 * The contract of an {@link io.runbookmemory.store.artifact.ArtifactStore}: implement {@link
 * io.runbookmemory.testkit.artifact.ArtifactStoreContract} in a test class.
 *
 * <p>Imports the core's {@code store.artifact} and {@code error}, JUnit and AssertJ.
 */
package io.runbookmemory.testkit.artifact;
