/**
 * What changes, over HTTP as it happens. Imports {@code api.route} and {@code http} of the daemon.
 */
package io.runbookmemory.examples.daemon.api.live;
