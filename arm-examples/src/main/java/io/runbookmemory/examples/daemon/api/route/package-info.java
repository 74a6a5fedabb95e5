/**
 * What the API's operations are made of: a {@link io.runbookmemory.examples.daemon.api.route.Route}
 * says all of it that callers see, an {@link io.runbookmemory.examples.daemon.api.route.Operation}
 * is the door of one, which checks what comes by what the route says, and {@link
 * io.runbookmemory.examples.daemon.api.route.Call} is what has passed. Imports {@code http}, {@code
 * memory}, {@code budget} and {@code observe} of the daemon.
 */
package io.runbookmemory.examples.daemon.api.route;
