/**
 * What keeps memory and the world safe: {@link io.runbookmemory.guard.Redactor} takes secrets out
 * of text before anything is embedded or stored, {@link io.runbookmemory.guard.GuardedToolbox} lets
 * tools be called by who may, and writes down every call.
 *
 * <p>Floor 2: imports {@code error}, {@code memory} and {@code tool}.
 */
package io.runbookmemory.guard;
