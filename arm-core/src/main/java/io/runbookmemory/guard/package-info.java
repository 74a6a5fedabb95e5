/**
 * What keeps memory safe: {@link io.runbookmemory.guard.Redactor} takes secrets out of text before
 * anything is embedded or stored.
 *
 * <p>Floor 2: imports {@code error} and {@code memory}.
 */
package io.runbookmemory.guard;
