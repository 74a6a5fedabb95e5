/**
 * The HTTP API: {@link io.runbookmemory.examples.daemon.api.Api} is all of its operations, {@link
 * io.runbookmemory.examples.daemon.api.OpenApi} the document of them. Imports the packages below
 * it, one a room.
 */
package io.runbookmemory.examples.daemon.api;
