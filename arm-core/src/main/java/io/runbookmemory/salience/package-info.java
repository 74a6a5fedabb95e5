/**
 * How much a memory still counts: {@link io.runbookmemory.salience.Salience}, derived on read from
 * stored facts and never stored itself.
 *
 * <p>Floor 3: imports {@code memory}; does not know {@code store}.
 */
package io.runbookmemory.salience;
