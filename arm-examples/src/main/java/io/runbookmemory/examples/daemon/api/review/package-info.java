/**
 * What people look over, over HTTP: drafts and reports. Imports {@code api.route} and {@code http}
 * of the daemon.
 */
package io.runbookmemory.examples.daemon.api.review;
