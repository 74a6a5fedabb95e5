/**
 * Consolidation: reports of one incident become one memory. {@link
 * io.runbookmemory.remember.consolidate.Consolidator} is the way in.
 *
 * <p>Floor 4: imports {@code remember}, {@code store}, {@code memory}, {@code text} and {@code
 * error}.
 */
package io.runbookmemory.remember.consolidate;
