/**
 * What became of a memory in use, kept beside it: {@link io.runbookmemory.memory.usage.Usage},
 * changed by {@link io.runbookmemory.memory.usage.UsageDelta}s.
 *
 * <p>Floor 2: imports the JDK alone.
 */
package io.runbookmemory.memory.usage;
