/**
 * Telling people: what is to be told stands in the {@link
 * io.runbookmemory.examples.daemon.notify.Outbox} before it is, and a {@link
 * io.runbookmemory.examples.daemon.notify.Sender} hands it to its {@link
 * io.runbookmemory.examples.daemon.notify.Channel} until that takes it. Imports {@code config} and
 * {@code observe} of the daemon.
 */
package io.runbookmemory.examples.daemon.notify;
