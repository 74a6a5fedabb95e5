/**
 * What {@code arm.yaml} says, as values: {@link io.runbookmemory.examples.daemon.config.ConfigFile}
 * reads it, {@link io.runbookmemory.examples.daemon.config.DaemonConfig} is it. The daemon's lowest
 * floor: imports no other package of it.
 */
package io.runbookmemory.examples.daemon.config;
