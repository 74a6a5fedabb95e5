/**
 * HTTP as the daemon's doors see it: a {@link io.runbookmemory.examples.daemon.http.Door} says what
 * it asks of a request and answers an {@link io.runbookmemory.examples.daemon.http.Asked} with an
 * {@link io.runbookmemory.examples.daemon.http.Answer}, a reply or a stream of events; {@link
 * io.runbookmemory.examples.daemon.http.DoorServer} is where Jetty begins. Imports {@code access}
 * and {@code config} of the daemon.
 */
package io.runbookmemory.examples.daemon.http;
