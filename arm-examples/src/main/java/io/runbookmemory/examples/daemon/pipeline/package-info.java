/**
 * From an accepted alert to what is told of it: {@link
 * io.runbookmemory.examples.daemon.pipeline.Pipeline} follows the inbox for as long as this process
 * holds the lease, {@link io.runbookmemory.examples.daemon.pipeline.Desk} decides. Imports {@code
 * inbox}, {@code told}, {@code notify}, {@code budget}, {@code memory}, {@code observe} and {@code
 * config} of the daemon.
 */
package io.runbookmemory.examples.daemon.pipeline;
