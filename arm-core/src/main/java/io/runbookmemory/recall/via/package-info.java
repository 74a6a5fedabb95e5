/**
 * Ways around the question to a memory: {@link io.runbookmemory.recall.via.Via} says over what a
 * memory was come upon that the question alone would not have brought.
 *
 * <p>Floor 4: imports {@code memory}.
 */
package io.runbookmemory.recall.via;
