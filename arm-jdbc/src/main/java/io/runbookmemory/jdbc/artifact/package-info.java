/**
 * Artifacts in a database: {@link io.runbookmemory.jdbc.artifact.JdbcArtifacts}.
 *
 * <p>Imports {@code transaction} and the core's {@code store.artifact} and {@code memory}.
 */
package io.runbookmemory.jdbc.artifact;
