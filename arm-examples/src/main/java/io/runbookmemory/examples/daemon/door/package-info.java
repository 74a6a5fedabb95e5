/**
 * The ways into the daemon, one a file; each is a {@link
 * io.runbookmemory.examples.daemon.http.Door}. Imports all other packages of the daemon but its
 * root.
 */
package io.runbookmemory.examples.daemon.door;
