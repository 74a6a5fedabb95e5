/**
 * The library, embedded: {@link io.runbookmemory.examples.daemon.memory.Stores} opens what lasts as
 * long as the process, {@link io.runbookmemory.examples.daemon.memory.Responder} is what alerts are
 * put to. Imports {@code config} and {@code observe} of the daemon.
 */
package io.runbookmemory.examples.daemon.memory;
