/**
 * What memory knows and learns, over HTTP: questions, plans, memories, outcomes and sessions.
 * Imports {@code api.route} and {@code http} of the daemon.
 */
package io.runbookmemory.examples.daemon.api.memory;
