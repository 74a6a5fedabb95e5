/**
 * Remembered values: {@link io.runbookmemory.memory.Memory} and what identifies, scopes and dates
 * it.
 *
 * <p>Floor 2: imports {@code error}, {@code text} and {@code memory.content}; no vectors, no SLO,
 * no tools.
 */
package io.runbookmemory.memory;
