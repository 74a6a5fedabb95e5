/**
 * Alerts from the moment that they are brought: {@link
 * io.runbookmemory.examples.daemon.inbox.AlertMessage} reads a message, {@link
 * io.runbookmemory.examples.daemon.inbox.Inbox} writes it down before anybody works on it. Imports
 * no other package of the daemon.
 */
package io.runbookmemory.examples.daemon.inbox;
