/**
 * The on-call daemon, an example of a service that embeds the library: {@link
 * io.runbookmemory.examples.daemon.ServeCommand} starts a {@link
 * io.runbookmemory.examples.daemon.Daemon}. Its floors, from the top: this package; {@code door};
 * {@code pipeline}; {@code http}, {@code inbox}, {@code notify}, {@code budget}, {@code memory};
 * {@code config}, {@code observe}. Arrows go down.
 */
package io.runbookmemory.examples.daemon;
