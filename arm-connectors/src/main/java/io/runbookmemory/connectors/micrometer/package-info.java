/**
 * ARM's meters for Micrometer, which the caller brings: {@link
 * io.runbookmemory.connectors.micrometer.MemoryMeters}.
 *
 * <p>Imports the core and micrometer-core. The only package that shows a dependency's type: a
 * registry is what it binds to.
 */
package io.runbookmemory.connectors.micrometer;
