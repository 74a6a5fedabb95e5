/**
 * HTTP as the daemon's doors see it: a {@link io.runbookmemory.examples.daemon.http.Door} answers
 * an {@link io.runbookmemory.examples.daemon.http.Asked} with a {@link
 * io.runbookmemory.examples.daemon.http.Reply}; {@link
 * io.runbookmemory.examples.daemon.http.DoorServer} is all that knows Jetty. Imports {@code config}
 * alone of the daemon.
 */
package io.runbookmemory.examples.daemon.http;
